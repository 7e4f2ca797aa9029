point = (3, 4)
x, y = point
print((x**2 + y**2) ** 0.5, point == (3, 4), (*point, 5), dict([("k", point)]), [p for p in (point, (0, 1)) if p[0]])
def stats(xs):
    return min(xs), max(xs), sum(xs) / len(xs)
low, high, mean = stats([1, 2, 6])
print(low, high, mean, stats((5,)))
