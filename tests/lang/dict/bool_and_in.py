print(bool({}), bool({0: 0}), 1 in {1: 2}, 2 in {1: 2}, not {}, {} or "empty")
d = {"k": None}
print("k" in d, d["k"] is None, d.get("k", "x"))
