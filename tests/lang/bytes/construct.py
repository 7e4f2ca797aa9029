print(bytes(), bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(b"ab"), bytes(bytearray(b"x")), bytes(range(3)), bytes((65,)), bytes("a", encoding="ascii", errors="strict"))
for args in [(-1,), ([256],), ([-1],), ("a",), (1.5,), (["a"],), (None,), (b"a", "utf-8"), (5, "utf-8"), ("é", "ascii"), (2 ** 70,), ([1.5],)]:
    try:
        print(bytes(*args))
    except Exception as e:
        print(args, type(e).__name__, e)
