print(not 1 == 2, not (1 == 2) and 3, -2 ** 2, 2 ** -1, not 1 in [2])
