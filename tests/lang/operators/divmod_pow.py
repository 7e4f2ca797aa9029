class A:
    def __divmod__(self, o): return ('divmod', o)
    def __rdivmod__(self, o): return ('rdivmod', o)
    def __pow__(self, e, m=None): return ('pow', e, m)
    def __rpow__(self, b): return ('rpow', b)
print(divmod(A(), 1), divmod(1, A()), A() ** 2, pow(A(), 2), pow(A(), 2, 3), 2 ** A())
