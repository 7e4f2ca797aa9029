print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), 2.0 ** 0.5, 0.1 + 0.2, 1e308 * 10, -1e308 * 10, 1.0 / 3, 5.0 % float("inf"), -5.0 % float("inf"), 0.0 / 5, -0.0 + 0.0)
for f in [lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0), lambda: 0.0 ** -1, lambda: 10.0 ** 400, lambda: (-1.0) ** 0.5, lambda: 1.0 << 1, lambda: 1.0 + "a", lambda: 1.5 & 1]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
