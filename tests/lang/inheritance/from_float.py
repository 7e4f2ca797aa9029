class F(float):
    def half(self): return F(self / 2)
f = F('3.5')
print(f, f.half(), type(f.half()).__name__, f + 1, 1 + f, f.is_integer(), F(2).is_integer(), int(f), round(f), repr(f), -f, f == 3.5, hash(f) == hash(3.5))
print(F(), F(2) ** 2, f'{f:.3f}', abs(F(-1.5)), f // 1, f % 1, max(f, 2.0), f.real)
