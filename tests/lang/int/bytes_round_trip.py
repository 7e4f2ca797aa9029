for v in [0, 1, -1, 255, -256, 2 ** 63, -2 ** 63, 2 ** 64 - 1, 3 ** 80, -3 ** 80]:
    n = v.bit_length() // 8 + 1
    for order in ("big", "little"):
        b = v.to_bytes(n, order, signed=True)
        print(v, order, b.hex(), int.from_bytes(b, order, signed=True) == v)
