def f():
    try:
        raise KeyError('k')
    except KeyError as e:
        g = lambda: e
        print(repr(g()))
    try:
        g()
    except NameError as err:
        print(type(err).__name__, err)
f()
