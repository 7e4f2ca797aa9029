from itertools import tee
a, b = tee([1, 2, 3])
print(next(a), list(b), list(a), tee([], 0), len(tee("ab", 3)))
a, b, c = tee(iter("xyz"), 3)
print(list(zip(a, b, c)))
a, b = tee(range(5))
next(a)
c, d = tee(a)
print(list(c), list(b), list(d))
for f in (lambda: tee(5), lambda: tee([], -1), lambda: tee(), lambda: tee([], "a")):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
