class A: __slots__ = ()
class B(A): __slots__ = ()
print(type(B()).__name__, hasattr(B(), '__dict__'))
class C(B): pass
c = C(); c.x = 1
print(c.x)
