import operator as o
class V:
    def __init__(self, v):
        self.v = v
    def __add__(self, x):
        return V(self.v + x.v)
    def __eq__(self, x):
        return self.v == x.v
    def __matmul__(self, x):
        return self.v * x.v
    def __index__(self):
        return self.v
    def __getitem__(self, k):
        return ("item", k)
    def __length_hint__(self):
        return 77
    def __contains__(self, k):
        return k == self.v
print(o.add(V(1), V(2)).v, o.eq(V(1), V(1)), o.matmul(V(3), V(4)), o.index(V(5)), o.getitem(V(1), "q"), o.length_hint(V(1)), o.contains(V(3), 3))
print(o.itemgetter("a", 1)(V(0)))
