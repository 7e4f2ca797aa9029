for v in (True, 5, 1.5, 'x', b'y', bytearray(b'z'), (1,), [2], {3}, frozenset({4}), {5: 6}):
    match v:
        case bool(x) | int(x) | float(x) | str(x) | bytes(x) | bytearray(x) | tuple(x) | list(x) | set(x) | frozenset(x) | dict(x):
            print(type(x).__name__, x)
