for f in [lambda: ValueError(x=1), lambda: KeyError(a=1), lambda: OSError(x=1), lambda: ImportError("m", foo=1), lambda: NameError("m", foo=1), lambda: AttributeError("m", foo=1), lambda: ExceptionGroup("m", [ValueError()], x=1), lambda: StopIteration(x=1)]:
    try:
        print(repr(f()))
    except TypeError as e:
        print(e)
