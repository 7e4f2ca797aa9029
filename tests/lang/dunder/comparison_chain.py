class A:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        print(self.n, '<', o.n)
        return self.n < o.n
print(A(1) < A(2) < A(3), A(3) < A(2) < A(1))
