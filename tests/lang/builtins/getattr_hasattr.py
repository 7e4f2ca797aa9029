class C:
    x = 1
    def __init__(self):
        self.y = 2
    @property
    def bad(self):
        raise ValueError("bad")
    @property
    def missing(self):
        raise AttributeError("inner")
c = C()
print(getattr(c, "x"), getattr(c, "y"), getattr(c, "z", "default"), getattr(c, "missing", 5), hasattr(c, "x"), hasattr(c, "q"), hasattr(c, "missing"))
for f in (lambda: getattr(c, "z"), lambda: getattr(c, 5), lambda: hasattr(c, 5), lambda: getattr(c, "bad", 1), lambda: hasattr(c, "bad"), lambda: getattr(c), lambda: hasattr(c), lambda: getattr(c, "missing")):
    try:
        f()
    except (AttributeError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
