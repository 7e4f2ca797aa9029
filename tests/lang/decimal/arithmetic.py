from decimal import Decimal as D, DivisionByZero, InvalidOperation, Overflow

print(D("0.1") + D("0.2"), D("1.10") - 1, 3 * D("1.5"), D(1) / 3, D(22) / D(7), D(7) // 2, D(-7) // 2, D(-7) % 3, divmod(D(7), 2), D(2) ** 10, D(2) ** -2)
print(-D("1.5"), +D("-0"), abs(D("-3")), D("1.20") * D("1.30"), D("1E+3") + 1, D(10) ** 30 + D("0.01"), D("Infinity") - 5, D("NaN") + 1, 2 - D("0.5"), 1 / D(8))
print(D(2).sqrt(), D(16).sqrt(), D(1).exp(), D(10).ln(), D(2).log10(), D("1000").log10(), D(2) ** D("0.5"), D(4) ** D("0.5"), D("0.5").exp(), D(9) ** D("1.5"))
print(sum([D("0.1")] * 10), max(D(1), D("1.5")), sorted([D(3), D("-1"), 2]), round(D("2.5")), round(D("2.675"), 2), int(D("-3.9")), float(D("1.25")), bool(D(0)), D("1.0") == 1, D("1.5") == 1.5)
print(D("3.7") < 4, D(1) < 1.5, hash(D("1.0")) == hash(1), hash(D("0.5")) == hash(0.5), {D(1): "x"}[1], D(5).fma(2, 3), D(10).remainder_near(3), pow(D(3), 4, 5))
for bad in (lambda: D(1) / 0, lambda: D(0) / 0, lambda: D(-1).sqrt(), lambda: D("sNaN") + 1, lambda: D(10) ** 9999999, lambda: D(1) + 1.5, lambda: D(1) % 0, lambda: int(D("NaN")), lambda: int(D("inf")), lambda: D(-2) ** D("0.5"), lambda: D("NaN") < 1, lambda: D(1) + "1", lambda: D(0) ** 0):
    try:
        print(bad())
    except (ArithmeticError, TypeError, ValueError) as error:
        print(type(error).__name__, str(error).replace("decimal.Decimal", "Decimal"))
