for s in ["42", "-42", "+42", "", "-", "--1", "abc", "é"]:
    print([s.zfill(w) for w in (0, 2, 4, 6)])
