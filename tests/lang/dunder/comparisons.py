class V:
    def __init__(self, v): self.v = v
    def __lt__(self, o): print('lt'); return self.v < o.v
    def __le__(self, o): print('le'); return self.v <= o.v
    def __gt__(self, o): print('gt'); return self.v > o.v
    def __ge__(self, o): print('ge'); return self.v >= o.v
a, b = V(1), V(2)
print(a < b, a <= b, a > b, a >= b, a == b, a != b)
print([v.v for v in sorted([V(3), V(1), V(2)])], max([a, b]).v, min(a, b).v)
