for spec in ["", "d", "5", "<5", "^5", "=5", "05", "+", " ", "-", "+05", "x", "X", "#x", "#X", "o", "#o", "b", "#b", "#010x", ",", "_", "010,", "_x", "_b", "*>8", "n", "c", "e", ".2f", "%", "g", "+,d", "#_b", "12_d"]:
    print(repr(spec), [format(v, spec) for v in (0, 65, 1234567) if spec != "c" or v == 65], repr(format(-42, spec)) if spec != "c" else "")
