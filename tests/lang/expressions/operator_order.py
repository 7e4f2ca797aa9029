class T:
    def __init__(self, n): self.n = n
    def __add__(self, o): print('add', self.n, o.n); return T(self.n + o.n)
    def __mul__(self, o): print('mul', self.n, o.n); return T(self.n * o.n)
    def __pow__(self, o): print('pow', self.n, o.n); return T(self.n ** o.n)
    def __neg__(self): print('neg', self.n); return T(-self.n)
def t(n):
    print('make', n)
    return T(n)
print((t(1) + t(2) * t(3)).n, (t(2) ** t(3) ** t(1)).n, (-t(2) ** t(2)).n)
