from collections import defaultdict
class D(defaultdict):
    def __init__(self):
        super().__init__(self.make)
    def make(self):
        return []
    def __hash__(self):
        return 1
d = D()
text = repr(d)
print(text.startswith("D(<bound method D.make of D(..., {})>, {})"), text.count("..."))
e = defaultdict(list)
e["x"] = e
print(e)
