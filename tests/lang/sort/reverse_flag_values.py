print(sorted([1, 3, 2], reverse=1), sorted([1, 3, 2], reverse=0), sorted([1, 3, 2], reverse=True))
class B:
    def __index__(self):
        return 1
try:
    print(sorted([1, 2], reverse=B()))
except TypeError as e:
    print(e)
