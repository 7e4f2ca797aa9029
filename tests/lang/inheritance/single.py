class A:
    def f(self): return 'A.f'
    def g(self): return 'A.g ' + self.f()
class B(A):
    def f(self): return 'B.f'
b = B()
print(b.f(), b.g(), A.g(b), A().g())
print(isinstance(b, A), isinstance(A(), B), issubclass(B, A), issubclass(A, B), issubclass(A, A))
