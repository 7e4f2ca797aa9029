parts = [str(i) for i in range(20000)]
s = ",".join(parts)
print(len(s), s[:20], s[-20:], s.split(",") == parts, len("".join(parts)))
