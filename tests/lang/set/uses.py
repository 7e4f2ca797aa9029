seen, dup = set(), []
for x in [3, 1, 3, 2, 1]:
    if x in seen:
        dup.append(x)
    seen.add(x)
print(dup, seen)
groups = {}
for w in ["ab", "ba", "abc", "cab"]:
    groups.setdefault(frozenset(w), []).append(w)
print(list(groups.values()))
