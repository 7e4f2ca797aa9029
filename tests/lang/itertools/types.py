import itertools
for name in ("count", "cycle", "chain", "islice", "product", "groupby", "starmap", "pairwise", "zip_longest", "accumulate"):
    t = getattr(itertools, name)
    print(t.__name__, t.__module__, isinstance(t, type))
c = itertools.chain([1])
print(iter(c) is c, isinstance(c, itertools.chain), type(c) is itertools.chain)
class C(itertools.chain):
    pass
print(list(C([1], [2])), type(C()).__name__)
