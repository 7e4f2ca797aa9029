t = (1, 2)
for f in (lambda: t[5], lambda: t["a"], lambda: t.index(9), lambda: t.index(1, 1), lambda: t + [1], lambda: t.append, lambda: tuple(5), lambda: tuple(1, 2), lambda: t * "a", lambda: t < [1], lambda: t.count()):
    try:
        f()
    except (IndexError, TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    t[0] = 5
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
