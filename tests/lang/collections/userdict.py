from collections import UserDict

class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

u = Upper({"a": 1}, b=2)
u.update(c=3)
u.setdefault("d", 4)
print(u, u["A"], "a" in u, len(u), sorted(u), u.data, u == {"A": 1, "B": 2, "C": 3, "D": 4})
print(u | {"E": 5}, type(u | {"E": 5}).__name__, u.copy(), type(u.copy()).__name__, u.pop("A"), u.get("zz", "none"))

class Miss(UserDict):
    def __missing__(self, key):
        return key * 2

print(Miss()["ab"], Miss.fromkeys([1, 2], 0))
try:
    UserDict()["x"]
except KeyError as error:
    print(error)
