print(hash(frozenset([1, 2, 3])), hash(frozenset()), hash(frozenset(range(100))))
print(hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
print({frozenset([1, 2]): "x"}[frozenset([2, 1])])
try:
    hash({1})
except TypeError as e:
    print(e)
f = frozenset([1])
print(frozenset(f) is f, f.copy() is f, f.union() == f)
