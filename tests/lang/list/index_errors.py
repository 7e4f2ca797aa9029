a = [1, 2]
for f in (lambda: a[2], lambda: a[-3], lambda: a["x"], lambda: a[1.0], lambda: a[None], lambda: a[2**70]):
    try:
        f()
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
for i in (5, -9, "k"):
    try:
        a[i] = 0
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
    try:
        del a[i]
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
