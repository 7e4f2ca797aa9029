for args in ((5,), (1, 4), (-3, None), (None, None, -1), (10, 2, -3), (None, None, 3), (-100, 100), (5, 2)):
    print(args, slice(*args).indices(7), slice(*args).indices(0))
print(slice(2**70, None, -1).indices(10), slice(0, 2**80).indices(2**75))
for f in (lambda: slice(1).indices(-1), lambda: slice(1).indices("a"), lambda: slice("a").indices(3), lambda: slice(1, 2, 0).indices(3), lambda: slice(1).indices()):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
