class M:
    def keys(self): return ['a', 'b']
    def __getitem__(self, k): return k.upper()
def f(**k): return k
print(f(**M()), f(z=1, **M()))
