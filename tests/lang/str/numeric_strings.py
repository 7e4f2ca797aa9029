print([s.isdigit() for s in ("12", "-1", "1.5", "")], ["7".zfill(3), "x".join("12")], "12" < "9", int("12") + 1, "3" * 3)
