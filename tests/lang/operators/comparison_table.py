class A:
    def __init__(self, r): self.r = r
    def __lt__(self, o): return self.r
    def __ge__(self, o): return self.r
for r in (True, False, NotImplemented):
    for f in (lambda a: a < 1, lambda a: 1 > a, lambda a: a >= 1, lambda a: 1 <= a, lambda a: a > 1, lambda a: 1 < a):
        try:
            print(f(A(r)), end=' ')
        except TypeError as e:
            print(e, end=' | ')
    print()
