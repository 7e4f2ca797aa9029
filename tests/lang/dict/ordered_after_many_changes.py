d = {}
for i in range(30):
    d[i % 11] = i
    if i % 4 == 0:
        d.pop((i * 3) % 11, None)
print(d)
print(list(reversed(d)), d.popitem(), next(iter(d)))
