class A:
    __slots__ = ('x',)
print(A.x, type(A.x).__name__, A.x.__name__, A.x.__objclass__)
a = A()
A.x.__set__(a, 5)
print(A.x.__get__(a), a.x)
A.x.__delete__(a)
try:
    A.x.__get__(a)
except AttributeError as e:
    print(e)
for bad in (3, object()):
    try:
        A.x.__get__(bad)
    except TypeError as e:
        print(e)
    try:
        A.x.__set__(bad, 3)
    except TypeError as e:
        print(e)
