import math

print(math.fsum([0.1] * 10), sum([0.1] * 10), math.fsum([1e100, 1, -1e100]), math.fsum([]), math.fsum(iter([1, 2.5, True])))
print(math.prod([1, 2, 3]), math.prod([]), math.prod([2, 0.5]), math.prod([1.5, 2], start=10), math.prod(range(1, 25)))
for bad in ([math.inf, -math.inf], [1e308] * 3):
    try:
        print(math.fsum(bad))
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)
