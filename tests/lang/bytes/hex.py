print(b"\x00\xffab".hex(), b"abc".hex(":"), b"abcde".hex("_", 2), b"abcde".hex("_", -2), b"".hex(), bytearray(b"hi").hex(), b"abc".hex(b"-"), bytes.fromhex("00 ff 4142"), bytes.fromhex(""), bytearray.fromhex("de ad"), bytes.fromhex(" 0A\t0b\n"))
for f in [lambda: b"a".hex("ab"), lambda: b"a".hex("é"), lambda: b"a".hex(5), lambda: bytes.fromhex("0"), lambda: bytes.fromhex("0g"), lambda: bytes.fromhex("a b"), lambda: bytes.fromhex(5), lambda: bytes.fromhex("é0"), lambda: bytes.fromhex("000")]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
