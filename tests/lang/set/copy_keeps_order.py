a = set(range(0, 100, 9))
for x in (9, 27, 45):
    a.remove(x)
a.add(1000)
print(a, a.copy(), set(a), frozenset(a), a | set())
