class A:
    __slots__ = ('x', '__dict__')
a = A()
a.x = 1
a.y = 2
print(a.x, a.y, a.__dict__)
try:
    class B(A):
        __slots__ = ('__dict__',)
except TypeError as e:
    print(e)
