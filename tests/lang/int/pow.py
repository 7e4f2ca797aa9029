print(2 ** 10, (-2) ** 3, 2 ** -1, (-2) ** -2, 0 ** 0, 2 ** 0.5, (-8) ** (1 / 3), 10 ** 20, pow(2, 10), pow(2, 10, 1000), pow(3, -1, 7), pow(-3, 5, 7), pow(2, 3, -5), pow(2, 0, 1), pow(10, 1000, 2 ** 64 + 13), pow(7, -2, 10 ** 9 + 7))
for f in [lambda: pow(2, -1, 4), lambda: pow(2, 1, 0), lambda: pow(2.0, 1, 3), lambda: pow(2, 1.0, 3), lambda: pow("a", 2), lambda: pow(1, 2, 3, 4)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
