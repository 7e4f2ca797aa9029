print(sum([0.1] * 10), sum([1, 2.5]), sum([0.1, 0.2, 0.3], 1), max(1, 2.0), min(1.0, 1), sorted([3, 1.5, 2]), sum(x * 0.5 for x in range(5)))
