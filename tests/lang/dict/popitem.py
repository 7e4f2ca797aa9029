d = {1: "a", 2: "b", 3: "c"}
print(d.popitem(), d.popitem(), d)
d[4] = "d"
print(d.popitem(), d.popitem())
try:
    d.popitem()
except KeyError as e:
    print(repr(e))
