print(int(), int(3.9), int(-3.9), int(True), int(b"12"), int(bytearray(b"7"), 8), int(1e20), int("5", base=8), int(10 ** 30))
class A:
    def __int__(self):
        return 5
class B:
    def __index__(self):
        return 6
class C:
    def __trunc__(self):
        return 7
print(int(A()), int(B()), int(C()))
for f in [lambda: int(None), lambda: int([]), lambda: int(float("inf")), lambda: int(float("nan")), lambda: int("5", "a"), lambda: int(1, 2, 3), lambda: int(x=5), lambda: int(base=5), lambda: int(b"\xff"), lambda: int(1j)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
