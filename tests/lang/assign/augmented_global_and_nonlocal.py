n = 1
def f():
    global n
    n += 1
    m = 5
    def g():
        nonlocal m
        m *= 2
    g()
    return n, m
print(f())
