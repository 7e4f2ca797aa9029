d = dict.fromkeys(range(10))
for k in [*d]:
    if k % 3:
        d.pop(k)
print(d)
d.clear()
print(d, len(d))
d["new"] = 1
print(d)
