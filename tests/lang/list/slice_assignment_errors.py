a = list(range(6))
for f in (lambda: a.__setitem__(slice(0, 6, 2), [1]), lambda: a.__setitem__(slice(0, 2), 5), lambda: a.__setitem__(slice(None, None, -1), 5), lambda: a.__setitem__(slice(None, None, 0), [1])):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
a[::-1] = a[:]
print(a)
a[1:3] = a
print(a)
