f, s = frozenset([1, 2, 3]), {3, 4}
print(f | s, s | f, f & s, f - s, f ^ s, type(f | s), type(s | f))
g = f
f |= {9}
print(f, g)
for name in ("add", "remove", "update", "clear"):
    print(hasattr(f, name), end=" ")
print()
