def work():
    total = 0
    for i in range(400):
        for j in range(400):
            if (i * j) % 3 == 0:
                total += i ^ j
            else:
                total -= 1
    n = 0
    while n < 100_000:
        n += 1
    assert n == 100_000 and total
