for s in (slice(None, None, 2), slice(1, None, 3), slice(None, None, -2), slice(8, 2, -1), slice(3, 3), slice(-3, None), slice(None, None, 100)):
    a = list(range(10))
    del a[s]
    print(a)
