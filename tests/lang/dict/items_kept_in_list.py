d = {"a": 1, "b": 2, "c": 3}
items = list(d.items())
d["a"] = 9
print(items, list(d.items()), [p for p in d.items() if p[1] > 2])
best = None
for p in d.items():
    if best is None or p[1] > best[1]:
        best = p
print(best)
