total = 0
for i, x in enumerate([10, 20, 30]):
    total += i * x
print(total)
for i, (a, b) in enumerate(zip("ab", [1, 2]), start=1):
    print(i, a, b)
pairs = []
for pair in enumerate("xyz"):
    pairs.append(pair)
print(pairs)
