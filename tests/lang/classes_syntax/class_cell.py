class A:
    def f(self): return __class__
    def g(self): return __class__.__name__
class B(A): pass
print(B().f() is A, B().g())
