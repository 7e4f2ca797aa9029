for a, (b, c) in [(1, (2, 3))]: print(a, b, c)
for a, *b in ['xyz']: print(a, b)
