for spec in ["d", "s", "x", "b", "c", "q", ".f", "..2f", ",_", "_,f", ",n", "5.2.1f", "ff", "é"]:
    try:
        print(format(1.5, spec))
    except ValueError as e:
        print(repr(spec), e)
