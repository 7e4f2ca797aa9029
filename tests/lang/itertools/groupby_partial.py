from itertools import groupby
out = []
for k, g in groupby([1, 1, 1, 2, 2, 3]):
    out.append((k, next(g)))
print(out)
groups = [(k, g) for k, g in groupby("aabb")]
print([(k, list(g)) for k, g in groups])
print(max((len(list(g)), k) for k, g in groupby("abbcccdd")))
