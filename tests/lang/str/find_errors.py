for name in ("find", "rfind", "index", "rindex", "count", "startswith", "endswith"):
    for args in [(), (1,), (None,), ("a", "b"), ("a", 1.5), ("a", 1, 2, 3), (b"a",)]:
        try:
            print(name, args, getattr("abc", name)(*args))
        except Exception as e:
            print(name, args, type(e).__name__, e)
