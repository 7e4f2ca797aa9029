for v in [0.0, -0.0, 1.0, -1.5, 0.1, 1e100, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 255.0]:
    print(v.hex(), float.fromhex(v.hex()) == v)
for s in ["0x1.8p1", "1.8", "-0X1P-3", " 0x.8 ", "inf", "-Infinity", "nan", "0x1p1023", "0x1p-1080", "0x1.fffffffffffff8p0", "1p", "0x", "0x1p2000", "g", "", "0x1.8q", "1e5"]:
    try:
        print(s, float.fromhex(s))
    except Exception as e:
        print(s, type(e).__name__, e)
