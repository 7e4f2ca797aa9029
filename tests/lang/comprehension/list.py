print([x * 2 for x in range(5) if x % 2], [(a, b) for a in 'xy' for b in (1, 2)], [[j for j in range(i)] for i in range(4)])
