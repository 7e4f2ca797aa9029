print(abs(-3), abs(2.5), abs(-0.0), abs(3 + 4j), abs(True), abs(-(2**70)))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(1350, -2), round(1.5, None), round(True), round(2.0, 1))
print(round(1e300, 5), round(-0.4), round(5, 3), type(round(2.0)), type(round(2.0, 0)), round(number=1.25, ndigits=1))
for f in (lambda: abs("a"), lambda: round("a"), lambda: round(1, "a"), lambda: abs(), lambda: round(), lambda: round(float("inf")), lambda: round(float("nan"))):
    try:
        f()
    except (TypeError, OverflowError, ValueError) as e:
        print(type(e).__name__, e)
