def f(*args, **kw):
    return args, kw
print(f(), f(1), f(1, 2, a=3), f(*[1, 2], *(3,), **{'x': 1}, **{'y': 2}))
