class M(int):
    def __new__(cls, v, p=7): return super().__new__(cls, v % p)
    def __add__(self, o): return M(int(self) + int(o))
    __radd__ = __add__
    def __mul__(self, o): return M(int(self) * int(o))
print(M(5) + 4, 4 + M(5), M(3) * 5, type(M(3) * 5).__name__, 5 * M(3), type(5 * M(3)).__name__, M(10), -M(3), M(3) - 1)
print(sum([M(3), M(5)]), M(3) < 4, 2 < M(3), M(3) == 3, M(1) + 1.5 if False else 'x')
