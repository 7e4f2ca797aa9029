n = 300
for a in (list(range(n)), list(range(n, 0, -1)), [i % 7 for i in range(n)], [0] * n, list(range(150)) + list(range(150)), [-i if i % 2 else i for i in range(n)]):
    b = sorted(a)
    print(b == sorted(b), b[0], b[-1], b[n // 2], sorted(a, reverse=True) == b[::-1])
