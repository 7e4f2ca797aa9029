class N(tuple):
    def __new__(cls, items, label=None):
        self = super().__new__(cls, items)
        self.label = label
        return self
class I(tuple):
    def __init__(self, items, label=None):
        self.label = label
class L(list):
    def __init__(self, items, label=None):
        super().__init__(items)
        self.label = label
class M(list):
    def __new__(cls, items, label=None):
        self = super().__new__(cls, items)
        self.label = label
        return self
class F(frozenset):
    def __init__(self, items, label=None):
        self.label = label
for c in (N, I, L, M, F):
    x = c([1], label="q")
    print(c.__name__, list(x), x.label)
class P(list):
    pass
class Q(tuple):
    pass
class R(set):
    pass
for c in (P, Q, R):
    try:
        c([1], label=2)
    except TypeError as e:
        print(e)
