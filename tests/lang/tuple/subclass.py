class P(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))
    @property
    def x(self):
        return self[0]
    def __add__(self, o):
        return P(self[0] + o[0], self[1] + o[1])
p = P(1, 2)
print(p, p.x, p + (5, 5), type(p + p), len(p), p == (1, 2), hash(p) == hash((1, 2)), isinstance(p, tuple), p[:], type(p[:]), {p: 1}[(1, 2)])
p.extra = 5
print(p.extra)
