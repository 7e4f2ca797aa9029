out = []
for i in range(10):
    if i % 2:
        continue
    if i > 6:
        break
    out.append(i)
else:
    out.append("else")
print(out)
for i in []:
    pass
else:
    print("empty else")
n = 0
while True:
    n += 1
    if n == 5:
        break
else:
    print("never")
while n:
    n -= 1
else:
    print("while else", n)
for a, (b, *c) in [(1, (2, 3, 4)), (5, (6,))]:
    print(a, b, c)
d = {"x": 1, "y": 2}
for key in d:
    print(key, d[key])
try:
    for key in d:
        d[key + "!"] = 1
except RuntimeError as error:
    print(error)
items = [1, 2, 3]
for item in items:
    if item < 3:
        items.append(item + 10)
    if len(items) > 6:
        break
print(items)
for i in range(3):
    i = 10
print(i)
print([(x, y) for x in range(3) for y in range(x) if x + y])
print({k: v for k, v in zip("ab", (1, 2))}, sorted({c for c in "aab"}), list(x for x in range(3)))
print([y := 5, y + 1], y)
for bad in (5, None, len):
    try:
        for _ in bad:
            pass
    except TypeError as error:
        print(error)


class Iterator:
    def __iter__(self):
        return 5


try:
    for _ in Iterator():
        pass
except TypeError as error:
    print(error)
