from collections import OrderedDict
o = OrderedDict(b=1, a=2)
print(o.keys(), o.values(), o.items(), o.copy(), o | {"c": 3}, {"z": 0} | o, OrderedDict.fromkeys("xy", 0), OrderedDict())
o["b"] = 5
del o["a"]
o["a"] = 6
print(o, o.setdefault("n", 1), o.pop("b"), o.pop("none", "d"), list(reversed(o.items())), dict(o))
try:
    for k in o:
        o.move_to_end(k)
except RuntimeError as e:
    print(e)
class O(OrderedDict):
    pass
print(O(a=1), type(O(a=1).copy()).__name__, type(O() | {}).__name__)
