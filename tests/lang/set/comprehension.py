print({x % 7 for x in range(100)}, {x * y for x in range(5) for y in range(5) if x != y})
n = 3
print({n + x for x in range(3)}, {c for c in "aaa"})
