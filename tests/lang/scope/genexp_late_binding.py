def f():
    n = 1
    g = (n + i for i in range(2))
    n = 100
    return list(g)
print(f())
