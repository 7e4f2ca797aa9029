print(bool(), bool(0), bool("a"), int(), int("12"), int("ff", 16), int(3.9), int("-5"), float(), float("1.5"), float("inf"), str(1), str([1]), complex(1, 2), complex("1+2j"))
for f in (lambda: int("a"), lambda: int("1.5"), lambda: int([]), lambda: float("x"), lambda: float([]), lambda: int("5", 99), lambda: bool(1, 2), lambda: int(None)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
