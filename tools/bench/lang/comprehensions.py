def work(n):
    total = 0
    for _ in range(n):
        squares = [i * i for i in range(100)]
        odd = [s for s in squares if s % 2]
        pairs = {i: s for i, s in enumerate(odd)}
        unique = {s % 17 for s in squares}
        nested = [a + b for a in range(8) for b in range(8) if a != b]
        total += len(odd) + len(pairs) + len(unique) + len(nested)
    return total


print(work(9000))
