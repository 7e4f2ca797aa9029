def attempt(f):
    try:
        return repr(f())
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e)
for f in [lambda: [][0], lambda: {}["k"], lambda: (1,)[5], lambda: "a"[9], lambda: int("x"), lambda: None.x, lambda: 1 / 0, lambda: len(5), lambda: [1].index(2), lambda: iter(5), lambda: next(iter([])), lambda: sorted([1, "a"]), lambda: {}.pop("k"), lambda: [].pop(), lambda: {[]: 1}, lambda: "a" + 1, lambda: (lambda x: x)(), lambda: chr(-1), lambda: ord("ab"), lambda: range(1, 2, 0), lambda: float("x"), lambda: 5(), lambda: [1, 2].remove(3), lambda: dict([1]), lambda: max([]), lambda: "{}".format(), lambda: int([]), lambda: set([[]]), lambda: "x".join([1])]:
    print(attempt(f))
