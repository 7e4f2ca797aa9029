def f():
    def g():
        return v
    try:
        print(v)
    except UnboundLocalError as e:
        print(e)
    v = 3
    return g()
print(f())
