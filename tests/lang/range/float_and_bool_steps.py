print([x / 2 for x in range(4)], list(range(False, 3)), range(10)[::True], [*range(5)][range(5)[2]])
print(sum(range(0, 101, 2)), min(range(5, 10)), max(range(5, 10)), 7 in range(0, 10**18, 7), 10**17 in range(0, 10**18, 7))
