it = iter(range(10))
a, b, c = (next(it) for _ in range(3))
print(a, b, c, next(it))
it = iter([1, 2, 3])
try:
    a, b = it
except ValueError as e: print(e, list(it))
