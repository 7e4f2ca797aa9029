class I(int):
    def double(self): return self * 2
i = I(21)
print(i, i + 1, i.double(), type(i + 1).__name__, type(i).__name__, i == 21, hash(i) == hash(21), i > 20)
print(repr(i), str(i), f'{i:05d}', [10, 20, 30][I(1)], {21: 'x'}[i], int(i), float(i), -i, abs(I(-3)), bool(I(0)))
print(isinstance(i, int), I(), I('12'), I('ff', 16), I.__mro__)
i.extra = 1
print(i.extra, i.__dict__)
