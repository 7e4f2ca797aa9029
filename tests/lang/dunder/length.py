class A:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
print(len(A(3)), bool(A(0)), bool(A(1)))
for bad in (-1, 'x', 2 ** 70, -2 ** 70, 1.5, None):
    try:
        len(A(bad))
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
class I:
    def __index__(self): return 4
print(len(A(I())), len(A(True)))
