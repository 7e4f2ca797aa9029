a = [3, 1, 2]
print(sorted(a), a, a.sort(), a, sorted(a, reverse=True), sorted("hello"), sorted({3: 0, 1: 0}), sorted((2, 1)), sorted(set([2, 1])))
print(sorted([]), sorted([1]), sorted([2, 1.5, True]), sorted(["b", "A", "a"]))
