a = [1, 2, 3, 2, 1, True, 1.0]
print(a.index(2), a.index(2, 2), a.index(1, -3), a.index(3, 0, 3), a.count(1), a.count("x"))
for f in (lambda: a.index(9), lambda: a.index(3, 3), lambda: a.index(3, 0, 2), lambda: a.index("s"), lambda: a.index(1, "a"), lambda: a.index()):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
