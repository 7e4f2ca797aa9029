def f(a, b=1, *c, d=2, **e):
    "doc"
    x = 1
f.attr = 5
print(f.__name__, f.__qualname__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.attr, f.__dict__, f.__module__)
