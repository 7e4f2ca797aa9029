class C:
    f = lambda self, x: (self.k, x)
    k = 7
    g = [lambda: 1, lambda: 2]
print(C().f(1), C.g[1]())
