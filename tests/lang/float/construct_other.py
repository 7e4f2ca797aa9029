class F:
    def __float__(self):
        return 2.5
class I:
    def __index__(self):
        return 3
print(float(), float(5), float(True), float(b"1.5"), float(bytearray(b"2")), float(F()), float(I()), float(10 ** 20))
for f in [lambda: float(None), lambda: float([]), lambda: float(1j), lambda: float(10 ** 400), lambda: float("a"), lambda: float(1, 2), lambda: float(b"x"), lambda: float(x=1)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
