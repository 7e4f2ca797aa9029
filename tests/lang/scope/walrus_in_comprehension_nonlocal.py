def f():
    v = 0
    def g():
        nonlocal v
        return [v := v + i for i in (1, 2, 3)]
    return g(), v
print(f())
