print([y for x in [[1, 2], [3]] for y in x], [(x, y) for x in range(3) for y in range(x) if y])
