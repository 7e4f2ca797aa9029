class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *, y=0): return self.n + x + y
a = Adder(2)
print(a(3), a(3, y=4), callable(a), callable(Adder), callable(object()))
try:
    object()()
except TypeError as e:
    print(e)
print(list(map(a, [1, 2])))
