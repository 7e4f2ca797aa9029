for args in [("",), (1,), (b",",), (",", "x"), (",", 1, 2), (",", 1.0)]:
    for name in ("split", "rsplit"):
        try:
            print(getattr("a,b", name)(*args))
        except Exception as e:
            print(name, args, type(e).__name__, e)
