class V:
    def __init__(self, r): self.r = r
    def __lt__(self, o): return self.r
a = V([])
b = V('last')
print(a < b < a, b < a < b)
