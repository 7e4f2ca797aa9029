def f():
    a = 1
    def g():
        nonlocal a
        del a
    g()
    try:
        return a
    except NameError as e:
        return str(e)
print(f())
