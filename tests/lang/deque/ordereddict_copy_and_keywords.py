import copy
from collections import OrderedDict
o = OrderedDict(a=[1], b=2)
c, d = copy.copy(o), copy.deepcopy(o)
print(c, d, c["a"] is o["a"], d["a"] is o["a"], type(d).__name__)
print(o.pop(key="b"), o.pop("zz", default=0), o.setdefault(key="n", default=5), o.setdefault("m"), OrderedDict.fromkeys("ab", value=0))
class M(OrderedDict):
    def __missing__(self, k):
        return "missing"
print(M()["q"])
try:
    M().pop("q")
except KeyError as e:
    print(repr(e))
