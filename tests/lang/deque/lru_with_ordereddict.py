from collections import OrderedDict
class LRU(OrderedDict):
    def __init__(self, size):
        super().__init__()
        self.size = size
    def __getitem__(self, k):
        v = super().__getitem__(k)
        self.move_to_end(k)
        return v
    def __setitem__(self, k, v):
        super().__setitem__(k, v)
        if len(self) > self.size:
            del self[next(iter(self))]
c = LRU(3)
for k in "abc":
    c[k] = ord(k)
c["a"]
c["d"] = 1
print(list(c), "b" in c, c["a"])
