print([f(1) for f in [lambda x, n=n: x + n for n in range(3)]])
print([list(g) for g in [(i * j for j in range(3)) for i in range(2)]])
