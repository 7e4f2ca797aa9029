class A:
    def __getitem__(self, i): return i
class B(A):
    __iter__ = None
try:
    iter(B())
except TypeError as e:
    print(e)
try:
    3 in B()
except TypeError as e:
    print(e)
