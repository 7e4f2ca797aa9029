for s in ["0", "1.5", " 2.5 ", "-1e3", "1E-2", ".5", "5.", "1_000.5", "inf", "-Infinity", "NaN", "+nan", "1e400", "-1e400", "1e-400", "٣.٥", "0x10", "1e", "", ".", "e5", "1__0", "1_", "infin", "nan1", "1 2", "--1", "1.5.2", "\x1f1", "1e1_0"]:
    try:
        print(repr(s), float(s))
    except ValueError as e:
        print(e)
