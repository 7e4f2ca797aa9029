it = iter((1, 2))
print(next(it), it.__length_hint__(), next(it), next(it, "end"), type(it).__name__)
print(list(reversed((1, 2, 3))), type(reversed(())).__name__, sum((1, 2)), sorted((3, 1)), any((0, 1)), list(zip((1, 2), (3, 4))))
