print(1 + 2, 2 * 3.0, 7 // 2, 2 ** 10, 1 << 4, -5 % 3, 1 / 4, 6 & 3, 6 | 1, 6 ^ 3, ~5, +True, -True, 1 - 2j, not 0, 2 ** 62 * 2, 2 ** 0.5, (-8) ** 2, 0.1 + 0.2, 1e308 * 10, -(-3))
for f in (lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1 << -1, lambda: 0 ** -1):
    try: print(f())
    except (ZeroDivisionError, ValueError) as e: print(type(e).__name__, e)
