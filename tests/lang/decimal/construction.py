from decimal import Decimal, InvalidOperation, getcontext

for v in ("3.14", "-0.00", "1E+5", "1e-10", " 12 ", "1_000.5", "Infinity", "-inf", "NaN", "sNaN12", 5, -7, 0.1, (1, (1, 2, 3), -2), (0, (0,), "F"), True, "000123.4500"):
    d = Decimal(v)
    print(repr(d), d, d.as_tuple())
for v in ("abc", "", "1.2.3", "--1", "1e", None, [], (1, 2), (2, (1,), 0), (0, (10,), 0)):
    try:
        print(Decimal(v))
    except (InvalidOperation, TypeError, ValueError) as error:
        print(type(error).__name__, str(error).replace("decimal.Decimal", "Decimal"))
print(Decimal.from_float(0.5), Decimal("0.1").as_integer_ratio(), getcontext())
