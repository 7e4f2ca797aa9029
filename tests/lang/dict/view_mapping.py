d = {"a": 1}
m = d.keys().mapping
print(m, m["a"], type(m).__name__, d.items().mapping == d)
try:
    m["b"] = 2
except TypeError as e:
    print(e)
d["b"] = 2
print(m)
