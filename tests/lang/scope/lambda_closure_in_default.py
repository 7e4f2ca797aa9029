def f(n):
    return lambda x, g=lambda: n: (x, g())
print(f(4)(1))
