f = lambda x: (y := x + 1, y * 2)
print(f(3))
