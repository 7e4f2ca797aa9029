class F(float):
    def half(self):
        return F(self / 2)
f = F(2.5)
print(f, repr(f), f.half(), type(f.half()).__name__, f + 1, type(f + 1).__name__, f == 2.5, hash(f) == hash(2.5), isinstance(f, float), {2.5: 1}[f], int(f), round(f, 1), f.is_integer(), f.real, F("1.5"), F(), -f, abs(F(-1)), f < 3, sorted([F(2), F(1)]), F.fromhex("0x1p1"), type(F.fromhex("0x1p1")).__name__)
