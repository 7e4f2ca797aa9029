class A:
    @staticmethod
    def f(x): return x * 2
print(A.f(2), A().f(3), type(A.__dict__['f']).__name__, type(A.f).__name__)
s = staticmethod(len)
print(s([1, 2]), s.__func__ is len, s.__name__, s.__wrapped__ is len)
class B:
    length = staticmethod(len)
print(B.length('abc'), B().length('ab'))
print(staticmethod(len), classmethod(len))
