def count(n):
    total = 0
    for i in range(n):
        for j in range(n):
            if (i ^ j) & 1:
                total += i * j
            else:
                total -= j
    i = 0
    while i < 300000:
        i += 1
        total += i % 7
    return total


print(count(1200))
