for a in (7, -7):
    for b in (3, -3):
        print(a, b, a // b, a % b, divmod(a, b), a / b, a - b, a * b, a ** 2)
for f in [lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(1, 0), lambda: 0 ** -1, lambda: 1 + "a", lambda: 2 ** "a"]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
