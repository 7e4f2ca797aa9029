class Add:
    def __init__(self, n): self.n = n
    def __call__(self, x, *, scale=1): return (x + self.n) * scale
print(Add(2)(3), Add(2)(3, scale=10), callable(Add(1)), callable(5))
