class Base:
    registry = {}
    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        Base.registry[name or cls.__name__] = cls
class A(Base, name='first'): pass
class B(Base): pass
print(sorted(Base.registry))
try:
    class C(Base, bad=1): pass
except TypeError as e: print(e)
