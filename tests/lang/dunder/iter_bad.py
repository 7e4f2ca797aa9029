class A:
    def __iter__(self): return 5
class B:
    __iter__ = None
class C:
    def __next__(self): return 1
for cls in (A, B, C, object):
    try:
        iter(cls())
    except TypeError as e:
        print(e)
    try:
        for x in cls(): break
    except TypeError as e:
        print(e)
try:
    next(A())
except TypeError as e:
    print(e)
