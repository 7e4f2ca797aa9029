class M:
    def __init__(self, n): self.n = n
    def __matmul__(self, o): return M(self.n * o.n)
    def __rshift__(self, o): return ('>>', o)
m = M(3)
m @= M(4)
print(m.n)
m >>= 2
print(m)
