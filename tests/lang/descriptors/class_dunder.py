for v in [5, 'a', None, [], print, int, type, 1.5, (), ..., NotImplemented, True]:
    print(v.__class__.__name__, v.__class__ is type(v), v.__doc__ is None or isinstance(v.__doc__, str))
