for f in [lambda: setattr(5, 'x', 1), lambda: setattr([], 'x', 1), lambda: setattr('a', 'upper', 1), lambda: delattr([], 'append'), lambda: setattr(None, 'x', 1), lambda: [].foo, lambda: (5).foo, lambda: None.foo, lambda: setattr(object(), 'x', 1), lambda: object().x, lambda: setattr(print, 'x', 1), lambda: True.x, lambda: (1.5).x, lambda: ().x, lambda: {}.x, lambda: 'a'.x, lambda: ....x]:
    try:
        f()
    except AttributeError as e:
        print(e)
