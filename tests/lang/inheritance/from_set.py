class S(set):
    def add_all(self, *xs):
        for x in xs: self.add(x)
s = S([1])
s.add_all(2, 3)
print(sorted(s), len(s), 2 in s, s == {1, 2, 3}, sorted(s | {9}), sorted(s & {1, 5}), s.issuperset({1}))
s.t = 1
print(s.t, isinstance(s, set))
class F(frozenset): pass
f = F([1, 2])
print(sorted(f), hash(f) == hash(frozenset([1, 2])), f == {1, 2}, len(f))
