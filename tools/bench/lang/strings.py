def work(n):
    parts = []
    for i in range(n):
        parts.append(f"{i}:{i * 2:04x}")
    text = ",".join(parts)
    fields = text.split(",")
    total = 0
    for field in fields:
        left, right = field.split(":")
        if left.startswith("1") or right.endswith("f"):
            total += len(left)
        if "ab" in right:
            total += 1
        total += len(field.upper().replace("A", "bb").strip())
    vowels = 0
    for ch in text[:200000]:
        if ch in "abcdef":
            vowels += 1
    line = ""
    for i in range(2000):
        line += "x"
    return total, vowels, len(line), text.count("1:")


print(work(120000))
