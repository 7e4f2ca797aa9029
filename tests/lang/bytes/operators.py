print(b"a" + b"b", b"ab" * 2, 2 * b"ab", b"a" in b"abc", 97 in b"abc", b"" in b"", b"a" == b"a", b"a" == "a", b"a" < b"b", bytearray(b"a") == b"a", b"a" + bytearray(b"b"), bytearray(b"a") + b"b", sorted([b"b", b"a", b""]))
for f in [lambda: b"a" + "b", lambda: b"a" + 1, lambda: b"a" * "b", lambda: "a" in b"a", lambda: 256 in b"a", lambda: b"a" < "b", lambda: b"a" * 1.5, lambda: None in b"a", lambda: bytearray(b"a") + "b"]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
