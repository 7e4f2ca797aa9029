b = b"hello hello"
for name in ("find", "rfind", "index", "rindex", "count"):
    out = []
    for args in [(b"l",), (108,), (b"",), (b"zz",), (b"hello", 1), (b"o", -3), (b"", 99), (bytearray(b"lo"),), (b"l", None, 3)]:
        try:
            out.append(getattr(b, name)(*args))
        except ValueError as e:
            out.append(str(e))
    print(name, out)
for bad in ["a", 256, -1, 1.5, None]:
    try:
        b.find(bad)
    except Exception as e:
        print(type(e).__name__, e)
