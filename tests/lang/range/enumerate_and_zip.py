print(list(enumerate(range(3, 6))), list(zip(range(3), range(5, 2, -1))), list(map(lambda i: i * i, range(4))), [(i, j) for i in range(3) for j in range(i, 3)])
it = iter(range(2))
print([next(it, "x") for _ in range(4)])
