class T(tuple):
    def first(self): return self[0]
t = T([1, 2, 3])
print(t, t.first(), len(t), t + (4,), type(t).__name__, type(t[:2]).__name__, t == (1, 2, 3), hash(t) == hash((1, 2, 3)), {t: 'k'}[(1, 2, 3)])
a, b, c = t
print(a, b, c, 2 in t, t.index(3), list(t), isinstance(t, tuple), T())
t.x = 5
print(t.x, t.__dict__)
