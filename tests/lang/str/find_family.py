s = "hello hello é hello"
for name in ("find", "rfind", "index", "rindex", "count"):
    out = []
    for args in [("hello",), ("l",), ("",), ("hello", 1), ("hello", -5), ("hello", 0, 4), ("", 100), ("", 5, 3), ("é",), ("zzz",), ("lo", None, None), ("o", 2, -1)]:
        try:
            out.append(getattr(s, name)(*args))
        except ValueError as e:
            out.append(str(e))
    print(name, out)
