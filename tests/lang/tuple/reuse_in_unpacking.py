out = []
for a, b in [(1, 2), (3, 4)]:
    out.append((b, a))
print(out, [(x, y) for x, y in zip("ab", "cd")], list(map(lambda t: t[::-1], zip("ab", "cd"))))
