d = {}
for bad in (1, [1], ["abc"], [(1, 2, 3)], [(1,)], "ab", None, [[[], 1]]):
    try:
        d.update(bad)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
for f in (lambda: dict(1), lambda: dict([], []), lambda: d.update(1, 2), lambda: dict({}, {}, {})):
    try:
        f()
    except TypeError as e:
        print(e)
