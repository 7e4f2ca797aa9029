d = {}
for k in "hello world":
    d[k] = d.get(k, 0) + 1
print(d)
del d["l"]
d["l"] = "again"
print(d, list(d))
d["h"] = "same place"
print(d)
