def f():
    a = 1
    def g():
        return a
    print(g())
    del a
    try:
        g()
    except NameError as e:
        print(type(e).__name__, e)
    a = 7
    return g()
print(f())
