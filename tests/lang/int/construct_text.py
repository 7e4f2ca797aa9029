for s in ["0", "12", " 12 ", "-7", "+3", "1_000", "٣٤", "１２", "-0", "007", "\n5\t", "\u00a06\u3000"]:
    print(repr(s), int(s))
for s in ["", " ", "1.5", "1__0", "_1", "1_", "a", "--1", "1 2", "0x10", "1e3", "½", "²", "\x1f1", "+", "1\x00"]:
    try:
        print(int(s))
    except ValueError as e:
        print(e)
