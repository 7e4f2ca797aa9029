def f(self): return type(self).__name__
class A: m = f
class B: m = f
print(A().m(), B().m(), A.m is B.m, A.m.__qualname__)
