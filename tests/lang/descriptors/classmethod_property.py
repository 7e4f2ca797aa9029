class A:
    @classmethod
    @property
    def p(cls): return cls.__name__
print(A.p, A().p)
