def work():
    parts = []
    for i in range(10_000):
        parts.append("item " + str(i) + ":" + f"{i:>8}|{i / 7:.3f}")
    text = "\n".join(parts)
    lines = text.split("\n")
    count = 0
    for line in lines:
        name, _, rest = line.partition(":")
        if name.startswith("item 1") and rest.strip().upper().endswith("0"):
            count += len(line.replace("item", "x"))
    assert count
