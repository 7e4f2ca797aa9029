def f(k):
    base = 10
    def g():
        return [k + base + i for i in range(2)], {k: base for _ in 'a'}
    return g()
print(f(1))
