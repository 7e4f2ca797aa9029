for f in [lambda: setattr(int, 'foo', 3), lambda: setattr(list, 'append', 3), lambda: delattr(str, 'upper'), lambda: setattr(object, 'x', 1), lambda: setattr(type, 'x', 1), lambda: setattr(int, '__name__', 'x'), lambda: setattr(ValueError, 'x', 1)]:
    try:
        f()
    except TypeError as e:
        print(e)
