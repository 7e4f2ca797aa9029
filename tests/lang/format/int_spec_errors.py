for spec in ["s", ".2", ".2d", "zd", ",x", ",n", "_c", "+c", "#c", "dd", "5d5", "y", "_n", ",b", "z"]:
    try:
        print(format(97, spec))
    except ValueError as e:
        print(repr(spec), e)
for v in [-1, 0x110000, 10 ** 20]:
    try:
        format(v, "c")
    except OverflowError as e:
        print(e)
