class M:
    def keys(self): return ['a', 'b']
    def __getitem__(self, k): return k * 2
def f(**kw): return kw
print(f(**M()), dict(M()), {**M()})
