from functools import partial
for g in (lambda: partial(), lambda: partial(5), lambda: partial(len)(), lambda: partial(int, base=99)("1"), lambda: partial(len, x=1)([])):
    try:
        g()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
p = partial(len)
for name in ("func", "args", "keywords"):
    try:
        setattr(p, name, 1)
    except (AttributeError, TypeError) as e:
        print(type(e).__name__)
