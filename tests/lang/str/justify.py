for w in [-1, 0, 3, 4, 5, 8]:
    print([w, "abc".center(w), "abc".ljust(w), "abc".rjust(w), "ab".center(w, "*"), "é".center(w, "→")])
for args in [("5",), (5, ""), (5, "ab"), (5, 1), (), (5.0,), (5, None)]:
    for name in ("center", "ljust", "rjust"):
        try:
            print(getattr("a", name)(*args))
        except TypeError as e:
            print(name, e)
