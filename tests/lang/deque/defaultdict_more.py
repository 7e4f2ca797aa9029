from collections import defaultdict
d = defaultdict(int, {"a": 1}, b=2)
print(d, d.copy(), type(d.copy()).__name__, d | {"c": 3}, {"c": 3} | d, type({"c": 1} | d).__name__)
d |= {"z": 26}
print(d, d.__missing__("new"), d, defaultdict(list) == {})
class D(defaultdict):
    def __missing__(self, k):
        return "missing " + k
e = D(list)
print(e["q"], len(e), repr(D(int)))
