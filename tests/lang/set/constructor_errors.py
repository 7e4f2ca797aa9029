for f in (lambda: set(1), lambda: set(1, 2), lambda: set([[]]), lambda: frozenset(1, 2), lambda: set(x=1), lambda: frozenset(x=1)):
    try:
        print(f())
    except TypeError as e:
        print(e)
