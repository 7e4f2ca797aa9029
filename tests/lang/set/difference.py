a, b = {1, 2, 3, 4}, {2, 4, 6}
print(a - b, b - a, a.difference([1], {2}, range(3, 4)), a.difference())
a -= b
print(a)
a.difference_update([1], [3])
print(a)
c = {1, 2}
c -= c
print(c)
