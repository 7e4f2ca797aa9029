class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
print([10, 20, 30][I(1)], 'abc'[I(-1)], (1, 2)[I(0)], list(range(I(3))), [1] * I(2), int(I(7)), float(I(7)), [1, 2, 3][I(1):I(3)], bin(I(5)), hex(I(255)))
for bad in ['x', 1.5, None]:
    try:
        [1][I(bad)]
    except TypeError as e:
        print(e)
