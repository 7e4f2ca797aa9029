from decimal import Decimal as D

for value, specs in (("1234567.891", ("", ".2f", ",.2f", "e", ".3e", "g", ".4g", "%", "010.1f", "+.1f", " .1f", "<15.2f", ">15", "^15.1f", "*=+15.1f", "015,.1f", ".0f", "G", "E", "n")),
                     ("0.000012345", ("", "f", ".3f", "e", "g", ".2g", "%")), ("0", ("", ".2f", "e", ".3e", "%", "g")), ("-0.0", ("", "f", "+")), ("1E+10", ("", "f", ",", "e", "g")),
                     ("NaN", ("", "10", "f", "010")), ("-Infinity", ("", "12", "<12", "f"))):
    for spec in specs:
        print(value, repr(spec), repr(format(D(value), spec)))
for bad in ("x", ".f", ",,", "5q"):
    try:
        format(D(1), bad)
    except ValueError as error:
        print(error)
print(f"{D('2.675'):.2f} {D('1e6'):,}", "%s %d %.1f" % (D("1.50"), D("3.9"), D("2.25")), str(D("1e-7")), str(D("0.000001")), str(D("1e7")))
