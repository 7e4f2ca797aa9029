a, b, c = [1, 2, 3]
first, *mid, last = range(6)
[x, [y, z]] = 1, (2, 3)
print(a, b, c, first, mid, last, x, y, z)
for bad in ([1], [1, 2, 3, 4], 5):
    try:
        p, q, r = bad
    except (ValueError, TypeError) as e:
        print(e)
try:
    p, *q, r = [1]
except ValueError as e:
    print(e)
