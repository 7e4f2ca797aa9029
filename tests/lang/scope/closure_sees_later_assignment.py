def f():
    def g():
        return value
    value = 5
    return g()
print(f())
