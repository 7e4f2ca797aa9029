print(int.from_bytes(b"\x01\x00", "big"), int.from_bytes(b"\x01\x00", "little"), int.from_bytes(b"\xff", "big", signed=True), int.from_bytes(b"\xff\xfe", signed=True), int.from_bytes(b"", "big"), int.from_bytes([1, 2], "big"), int.from_bytes(bytearray(b"\x80"), "big"), int.from_bytes(b"\x80" * 20, "little"), int.from_bytes(b"\x80" + b"\0" * 8, "big", signed=True))
for f in [lambda: int.from_bytes("a", "big"), lambda: int.from_bytes(5, "big"), lambda: int.from_bytes(b"a", "x"), lambda: int.from_bytes([256], "big"), lambda: int.from_bytes()]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
