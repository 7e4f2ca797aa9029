class I(int):
    def __add__(self, other):
        return "added"
    def double(self):
        return I(self * 2)
i = I(5)
print(i, repr(i), i + 1, 1 + i, i * 2, type(i * 2).__name__, i.double(), type(i.double()).__name__, i == 5, hash(i) == hash(5), isinstance(i, int), {5: "x"}[i], [10, 20, 30, 40, 50, 60][i], i.bit_length(), i.real, range(i)[-1], int(i) is not i, type(int(i)).__name__)
print(I("12"), I("ff", 16), I(3.7), I(), bool(I(0)), -i, abs(I(-3)), divmod(i, 2), round(i), f"{i:03}", I.from_bytes(b"\x05", "big"), type(I.from_bytes(b"\x05", "big")).__name__)
