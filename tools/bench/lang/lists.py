def work():
    items = []
    for i in range(50_000):
        items.append((i * 7919) % 50_021)
    items.sort()
    out = [0] * len(items)
    for i in range(len(items)):
        out[i] = items[-1 - i]
    total = 0
    for a, b in zip(items, out):
        total += a - b
    while out:
        out.pop()
    assert total == 0
