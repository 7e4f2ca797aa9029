grid = {}
for x in range(2):
    for y in range(2):
        grid[x, y] = x * y
print(grid, grid[1, 1], (0, 1) in grid)
print(sorted([(2, "b"), (1, "z"), (1, "a")]), max((1, 2), (1, 3)), min([(3,), (2, 9)]))
