class C:
    n = 0
    def __init__(self, v):
        self.v = v
    def __lt__(self, o):
        C.n += 1
        return self.v < o.v
a = [C(i) for i in range(500)]
a.sort()
print(C.n)
C.n = 0
a.reverse()
a.sort()
print(C.n, [c.v for c in a[:3]])
