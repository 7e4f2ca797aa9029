from collections import defaultdict
d = defaultdict(list)
d["a"].append(1)
d["a"].append(2)
d["b"]
print(d, d["c"], len(d), d.get("zz"), "zz" in d, dict(d), d.default_factory)
c = defaultdict(int)
for ch in "mississippi":
    c[ch] += 1
print(c, sorted(c.items()), c.pop("m"), c == {"i": 4, "s": 4, "p": 2})
n = defaultdict(lambda: defaultdict(int))
n["x"]["y"] += 1
print(n["x"]["y"], dict(n["x"]))
