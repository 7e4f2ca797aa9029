class A:
    registry = []
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        A.registry.append((cls.__name__, tag))
class B(A): pass
class C(A, tag='c'): pass
class D(B, tag='d'): pass
print(A.registry)
try:
    class E(A, other=1): pass
except TypeError as e:
    print(e)
try:
    class F(object, x=1): pass
except TypeError as e:
    print(e)
