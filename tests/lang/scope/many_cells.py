def f(a, b, c):
    d = e = 0
    def g():
        nonlocal d, e
        d += a
        e += b + c
        return d, e
    g()
    return g(), d, e
print(f(1, 2, 3))
