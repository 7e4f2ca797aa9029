from fractions import Fraction

for args in ((), (1,), (1, 2), (6, -4), ("3/4",), (" -3/7 ",), ("1.414213",), ("7e-6",), ("-.125",), (".5e2",), (0.5,), (1.1,), (Fraction(1, 3), Fraction(2, 5)), ("1_000/3",), (True,), ("+5",)):
    f = Fraction(*args)
    print(args, repr(f), f, f.numerator, f.denominator)
for args in (("x",), (1, 0), ("1/0",), ("1 /2",), (1.5, 2), ("",), (float("nan"),), (float("inf"),), ([],), ("1__0",)):
    try:
        print(Fraction(*args))
    except (ValueError, TypeError, ZeroDivisionError, OverflowError) as error:
        print(type(error).__name__, error)
print(Fraction.from_float(0.1), Fraction(3.141592653589793).limit_denominator(1000), Fraction(0.3).limit_denominator(), Fraction(1, 3).limit_denominator(1))
