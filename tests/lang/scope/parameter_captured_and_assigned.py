def f(x):
    def g():
        return x
    x += 1
    y = g()
    x = 'new'
    return y, g()
print(f(1))
