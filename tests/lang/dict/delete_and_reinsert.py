d = {}
for i in range(50):
    d[i] = i
    if i >= 7:
        del d[i - 7]
print(d)
for i in range(200):
    d["k"] = i
    del d["k"]
print(d, len(d))
while d:
    d.popitem()
print(d)
