class D(dict):
    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self.extra = 1
    def __setitem__(self, k, v):
        print("set", k)
        super().__setitem__(k, v)
d = D({"a": 1}, b=2)
d["c"] = 3
d.update(e=5)
d.setdefault("f", 6)
print(d, d.extra, type(d.copy()), isinstance(d, dict), d == {"a": 1, "b": 2, "c": 3, "e": 5, "f": 6})
print(type(d | {}), dict(d))
