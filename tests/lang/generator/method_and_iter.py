class C:
    def __init__(self, n): self.n = n
    def __iter__(self):
        for i in range(self.n): yield i
print(list(C(3)), [*C(2)], 1 in C(3), sum(C(4)))
