data = [(1, "a"), (0, "b"), (1, "c"), (0, "d"), (1, "e")]
print(sorted(data, key=lambda t: t[0]))
print(sorted(data, key=lambda t: t[0], reverse=True))
print(sorted(sorted(data, key=lambda t: t[1], reverse=True), key=lambda t: t[0]))
print(sorted(["bb", "a", "cc", "d"], key=len, reverse=True))
