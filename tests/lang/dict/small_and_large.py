for n in (0, 1, 4, 5, 8, 9, 10, 30, 100, 1000):
    d = {i * 37 % 1009: i for i in range(n)}
    ok = all(d[i * 37 % 1009] == i for i in range(n))
    for i in range(0, n, 3):
        del d[i * 37 % 1009]
    d.update({-1: 1, -2: 2})
    print(n, ok, len(d), list(d)[:4], -1 in d, 0 in d)
