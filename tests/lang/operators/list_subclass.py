class L(list):
    def __add__(self, o): return L(list.__add__(self, list(o)))
    def __radd__(self, o): return ('radd', o)
    def __eq__(self, o): return 'eq'
    def __lt__(self, o): return 'lt'
print(L([1]) + (2,), [0] + L([1]), L() == [], [] == L(), L() < [], [] < L(), [] > L())
