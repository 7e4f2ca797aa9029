a, b = 13, 4
print(a + b, a - b, a * b, a / b, a // b, a % b, a ** b, a << b, a >> b, a & b, a | b, a ^ b)
class M:
    def __matmul__(self, o): return 'matmul', o
    def __rmatmul__(self, o): return 'rmatmul', o
    def __imatmul__(self, o): return 'imatmul'
m = M()
print(m @ 1, 1 @ m)
m @= 2
print(m)
