class A: pass
class B(A): pass
class C(A): pass
class D(B): pass
print(A.__subclasses__(), D.__subclasses__(), B.__subclasses__())
