def f(*args, k, **kw):
    return lambda: (args, k, kw)
print(f(1, 2, k=3, z=4)())
