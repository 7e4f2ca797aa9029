import operator as o
class H:
    def __init__(self, r):
        self.r = r
    def __length_hint__(self):
        return self.r
class R:
    def __length_hint__(self):
        raise TypeError("no hint")
print(o.length_hint(H(5)), o.length_hint(H(NotImplemented), 3), o.length_hint(R(), 4), o.length_hint(range(9)), o.length_hint(x for x in "ab"), o.length_hint(reversed([1, 2])))
for bad in ("a", -1, 1.5):
    try:
        o.length_hint(H(bad))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
