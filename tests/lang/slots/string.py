class A:
    __slots__ = 'only'
a = A()
a.only = 1
print(a.only, A.__slots__)
class B:
    __slots__ = ['p', 'q']
class C:
    __slots__ = {'k': 'doc of k'}
print(sorted(n for n in dir(B) if len(n) == 1), C.__slots__)
c = C(); c.k = 1; print(c.k)
