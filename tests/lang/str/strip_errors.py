for a in [1, b"x", ["a"], True]:
    for name in ("strip", "lstrip", "rstrip"):
        try:
            getattr("abc", name)(a)
        except TypeError as e:
            print(name, e)
try:
    "a".strip("a", "b")
except TypeError as e:
    print(e)
