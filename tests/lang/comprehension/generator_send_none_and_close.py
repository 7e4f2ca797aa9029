g = (x for x in range(3))
print(next(g))
g.close()
print(list(g))
