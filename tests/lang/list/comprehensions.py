print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in "ab" for y in range(2)])
print([[y for y in range(x)] for x in range(3)], [x := 5, x], [*range(3), *"ab"])
m = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in m] for i in range(3)], list(map(list, zip(*m))), sum(m, []))
