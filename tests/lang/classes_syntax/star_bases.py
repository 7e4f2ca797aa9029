class A: pass
class B: pass
bases = (A, B)
kw = {'metaclass': type}
class C(*bases, **kw): pass
class D(A, *[B], metaclass=type): pass
print(C.__bases__, D.__bases__)
