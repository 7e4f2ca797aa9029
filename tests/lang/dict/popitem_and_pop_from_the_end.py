d = {i: i for i in range(20)}
for i in range(19, 14, -1):
    del d[i]
print(d.popitem(), d.popitem(), list(reversed(d))[:2], list(d)[-1])
d["x"] = 1
print(d.popitem(), len(d), d.pop(0), next(iter(d)), d.popitem())
while d:
    d.pop(next(iter(d)))
print(d, list(d.items()), list(reversed(d)))
d[1] = 2
print(d, list(reversed(d)))
