it = iter([1, 2, 3])
print(next(it), list(it), next(it, None), iter(it) is it, it.__length_hint__())
r = reversed([1, 2, 3])
print(next(r), list(r), type(r).__name__, type(it).__name__)
