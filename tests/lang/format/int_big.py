v = 2 ** 100
for spec in ["", "d", "x", "X", "#b", "o", ",", "_", "_x", "+d", "40", "<40", "=+40", "e", ".3e", "g", "020.2f"]:
    print(repr(spec), format(v, spec), format(-v, spec))
try:
    format(10 ** 400, "f")
except OverflowError as e:
    print(e)
