a = {"x": [1]}
b = a.copy()
b["x"].append(2)
b["y"] = 0
print(a, b)
c = dict(a)
print(c == a, c is a)
