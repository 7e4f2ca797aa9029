for f in [lambda: 1 + None, lambda: [] + 1, lambda: 1 - "a", lambda: {} * 2, lambda: 1 < None, lambda: 1 @ 2, lambda: -None, lambda: ~1.5, lambda: +"a", lambda: abs("a"), lambda: None ** 2, lambda: 1 // "a", lambda: "a" % 1]:
    try:
        print(f())
    except TypeError as e:
        print(e)
