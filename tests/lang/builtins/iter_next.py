it = iter([1, 2])
print(next(it), next(it), next(it, "default"))
try:
    next(it)
except StopIteration as e:
    print(repr(e), e.value)
for f in (lambda: next([]), lambda: next(5), lambda: iter(5), lambda: iter(), lambda: next(), lambda: next(it, 1, 2), lambda: iter(5, 6)):
    try:
        f()
    except TypeError as e:
        print(e)
print(iter(it) is it)
