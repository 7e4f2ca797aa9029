class A:
    x = 'A.x'
    def f(self, n): return 'A.f%d' % n
    @classmethod
    def c(cls): return 'A.c ' + cls.__name__
    @staticmethod
    def s(): return 'A.s'
    @property
    def p(self): return 'A.p'
class B(A):
    x = 'B.x'
    def f(self, n): return super().f(n + 1)
    @classmethod
    def c(cls): return super().c()
    @staticmethod
    def s(): return 'B.s'
    @property
    def p(self): return super().p + '!'
    def g(self): return super().x, super().s()
b = B()
print(b.f(1), B.c(), b.c(), b.p, b.g())
