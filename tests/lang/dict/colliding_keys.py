class K:
    def __init__(self, v):
        self.v = v
    def __hash__(self):
        return 7
    def __eq__(self, other):
        return isinstance(other, K) and self.v == other.v
    def __repr__(self):
        return f"K{self.v}"
d = {K(i): i for i in range(20)}
print(d[K(13)], K(99) in d, len(d))
for i in range(0, 20, 2):
    del d[K(i)]
print(d)
