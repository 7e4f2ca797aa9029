for spec in ["", "d", "5", "x", "s", "c", "+", ".1f", "<8", "%"]:
    try:
        print(repr(spec), repr(format(True, spec)), repr(format(False, spec)))
    except ValueError as e:
        print(repr(spec), e)
print(f"{True} {True:d} {True!r:>6} {False:>6}")
