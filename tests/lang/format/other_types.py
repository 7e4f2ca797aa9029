for v in [None, [1], (1, 2), {"a": 1}, {1}, range(3), b"x", ..., int, len]:
    s = format(v, "")
    print(s if "built-in" not in s else "function", s == str(v), end=" ")
    try:
        format(v, "5")
    except TypeError as e:
        print(e)
