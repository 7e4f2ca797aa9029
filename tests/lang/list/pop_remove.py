a = [3, 1, 4, 1, 5, 9]
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove(1)
print(a)
for f in (lambda: a.remove(77), lambda: a.pop(5), lambda: [].pop(), lambda: a.pop("x"), lambda: a.pop(-9)):
    try:
        f()
    except (ValueError, IndexError, TypeError) as e:
        print(type(e).__name__, e)
