from itertools import groupby
print([(k, list(g)) for k, g in groupby("aaabbca")], [(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)], [k for k, g in groupby("aabbc")], list(groupby([])))
g = groupby("aab")
k1, g1 = next(g)
k2, g2 = next(g)
print(k1, list(g1), k2, list(g2))
rows = [("x", 1), ("x", 2), ("y", 3)]
print({k: [v for _, v in g] for k, g in groupby(rows, lambda r: r[0])})
try:
    groupby()
except TypeError as e:
    print(e)
