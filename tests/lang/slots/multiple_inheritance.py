class A: __slots__ = ('a',)
class M: __slots__ = ()
class B(M, A): __slots__ = ('b',)
b = B(); b.a = 1; b.b = 2
print(b.a, b.b, hasattr(b, '__dict__'))
class D: pass
class C(A, D): __slots__ = ()
c = C(); c.a = 1; c.z = 2
print(c.a, c.__dict__)
