from collections.abc import Mapping, MutableMapping

class M(MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)

m = M()
m.update({"a": 1}, b=2)
m.update([("c", 3)])
print(list(m), m.get("z"), "a" in m, list(m.keys()), list(m.items()), list(m.values()), m == {"a": 1, "b": 2, "c": 3})
print(m.pop("a"), m.pop("a", 0), m.setdefault("d", 4), m.popitem(), len(m), ("b", 2) in m.items(), 2 in m.values(), m.keys() & {"b"})
m.clear()
try:
    m.popitem()
except KeyError as error:
    print(repr(error))
class Incomplete(Mapping):
    pass
try:
    Incomplete()
except TypeError as error:
    print(error)
