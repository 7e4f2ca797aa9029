class I(int):
    def __add__(self, other): return I(int(self) + int(other) + 100)
    def __radd__(self, other): return 'radd'
    def __eq__(self, other): return 'eq'
    __hash__ = int.__hash__
    def __lt__(self, other): return 'lt'
a = I(1)
print(a + 1, 1 + a, type(a + a).__name__, a == 1, 1 == a, a < 2, 0 > a, a - 1, 2 - a, a * a)
