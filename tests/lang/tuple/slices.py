t = tuple(range(8))
print(t[2:5], t[::3], t[-2:], t[5:1:-1], t[9:], t[True], t[None:2])
print(t[slice(1, None, 2)], t.index(5, 2, 7), t.index(5, -3))
