a = [3, 0, 2]
try:
    a.sort(key=lambda x: 6 // x)
except ZeroDivisionError as e:
    print(e, a)
class Bad:
    def __lt__(self, other):
        raise RuntimeError("no order")
b = [Bad(), Bad()]
try:
    b.sort()
except RuntimeError as e:
    print(e, len(b))
