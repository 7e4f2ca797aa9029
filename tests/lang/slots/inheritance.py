class A:
    __slots__ = ('a',)
class B(A):
    __slots__ = ('b',)
class C(B):
    pass
b = B()
b.a, b.b = 1, 2
print(b.a, b.b)
try:
    b.c = 3
except AttributeError as e:
    print(e)
c = C()
c.a, c.b, c.c = 1, 2, 3
print(c.a, c.b, c.c, c.__dict__)
