print(b"abc".decode(), b"\xc3\xa9".decode("utf-8"), b"\xe9".decode("latin-1"), b"\xff\xfea\x00".decode("utf-16"), b"a\x00".decode("utf-16-le"), b"\xffa".decode("ascii", "replace"), b"\xffa".decode(errors="ignore"), bytearray(b"x").decode())
for f in [lambda: b"\xff".decode(), lambda: b"a".decode("nope"), lambda: b"\xff".decode("ascii"), lambda: b"a".decode(5), lambda: b"\xff".decode("utf-8", "nope")]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
