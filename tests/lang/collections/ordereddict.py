from collections import OrderedDict

d = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
d.move_to_end("a")
print(d, list(d), d.popitem(), d.popitem(last=False), len(d))
d["x"] = 1
d.move_to_end("x", last=False)
print(d, list(reversed(d)), d == OrderedDict([("x", 1), ("c", 3)]), d == OrderedDict([("c", 3), ("x", 1)]), d == {"c": 3, "x": 1})
print(d.copy(), OrderedDict.fromkeys("ab", 1), d | {"n": 5}, d.setdefault("q", 8), d.pop("q"))
for bad in (lambda: d.move_to_end("none"), lambda: OrderedDict().popitem(), lambda: d.pop("none")):
    try:
        bad()
    except KeyError as error:
        print(error)
