gens = [(i * j for j in range(3)) for i in range(4)]
print([next(g) for g in gens], [list(g) for g in gens])
