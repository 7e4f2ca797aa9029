for spec in ["d", "+", "-", " ", "#", "=5", "z", ",", "_", ".", "x5", "ss", "n", "5.x", "%", "99999999999999999999", ",_", "_,", "é", "\x01"]:
    try:
        print(format("abc", spec))
    except ValueError as e:
        print(repr(spec), e)
