for a, b in [(1, 3), (10 ** 400, 10 ** 399), (2 ** 53 + 1, 1), (-7, 2), (10 ** 30, 7), (1, 10 ** 400), (2 ** 1030, 2 ** 8), (1, -2 ** 1074)]:
    print(a / b)
for f in [lambda: 10 ** 400 / 1, lambda: 10 ** 400 / 3, lambda: 10 ** 400 * 1.0]:
    try:
        print(f())
    except OverflowError as e:
        print(e)
