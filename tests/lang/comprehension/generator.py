g = (x * x for x in range(4))
print(next(g), list(g), list(g), type(g).__name__)
