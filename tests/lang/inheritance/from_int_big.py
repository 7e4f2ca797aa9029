class I(int): pass
b = I(2 ** 70)
print(b, b + 1, b // 3, hash(b) == hash(2 ** 70), b == 2 ** 70, type(b).__name__, b.bit_length(), I(5).bit_length(), I(5).real)
print(sum([I(1), I(2)]), max(I(3), 2), sorted([I(3), I(1), 2]), divmod(I(7), 2), pow(I(2), 10), round(I(7)))
print(range(I(3)), list(range(I(3))), 'ab' * I(2), [0] * I(2), 'abc'[I(1):])
