a = list(range(0, 1000, 2)) + list(range(1, 1000, 2)) + list(range(500, 0, -3))
class C:
    def __init__(self, v):
        self.v = v
    def __lt__(self, o):
        return self.v < o.v
b = [C(x) for x in a]
b.sort()
print([c.v for c in b] == sorted(a), b[0].v, b[-1].v)
