data = [(1, "b", 2.0), (1, "a", 9.5), (0, "z", 1), (1, "a", -1)]
print(sorted(data), sorted(data, reverse=True))
print(sorted([(2,), (1, 5), (1,), ()]), sorted([("a", None), ("b", None)]), sorted([(1, [2]), (1, [1])]))
try:
    sorted([(1, None), (1, 2)])
except TypeError as e:
    print(e)
print(sorted([(True, 1), (0, 2), (1.0, 0)]), sorted([((1, 2), 3), ((1, 1), 9)]))
