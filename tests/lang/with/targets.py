class M:
    def __enter__(self): return (1, (2, 3, 4))
    def __exit__(self, *a): pass
d = {}
with M() as (a, (b, *c)):
    pass
with M() as d['k']:
    pass
with M() as [x, y]:
    pass
print(a, b, c, d, x, y)
