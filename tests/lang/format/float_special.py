inf, nan = float("inf"), float("nan")
for v in [inf, -inf, nan]:
    print([format(v, s) for s in ("", "f", "F", "e", "E", "g", "G", "%", "+", " ", "08", "<8", "^8", "=8", ".2f", ",", "z", "#")])
