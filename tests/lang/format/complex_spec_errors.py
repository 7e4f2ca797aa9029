for spec in ["d", "=20", "020", "s", "%", "x", "05.1f", "_,"]:
    try:
        print(format(1 + 2j, spec))
    except ValueError as e:
        print(repr(spec), e)
