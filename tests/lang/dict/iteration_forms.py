d = {"a": 1, "b": 2}
for k in d:
    print(k, end=" ")
for v in d.values():
    print(v, end=" ")
for k, v in d.items():
    print(k, v, end=" ")
print()
print(sorted(d, key=d.get, reverse=True), max(d, key=d.get), min(d.items(), key=lambda kv: -kv[1]))
print(dict(sorted(d.items(), key=lambda kv: -kv[1])), {v: k for k, v in d.items()})
print(list(enumerate(d)), list(zip(d, d.values())), [*d], {**d})
