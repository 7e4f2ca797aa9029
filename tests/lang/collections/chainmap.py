from collections import ChainMap

base, over = {"a": 1, "b": 2}, {"b": 3}
m = ChainMap(over, base)
print(m, m["a"], m["b"], list(m), len(m), "a" in m, m.get("z", 0), m.maps, bool(ChainMap()))
m["c"] = 4
print(over, m.new_child({"d": 5}), m.new_child(e=1), m.parents, sorted(m.items()))
del m["c"]
for bad in (lambda: m["zz"], lambda: m.__delitem__("a"), lambda: m.pop("a"), lambda: ChainMap({}).popitem()):
    try:
        bad()
    except KeyError as error:
        print(error)
print(m | {"q": 1}, {"q": 1} | m, m == {"a": 1, "b": 3}, m.copy(), ChainMap.fromkeys("ab", 0))
m |= {"a": 9}
print(over, base)
