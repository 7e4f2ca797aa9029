class C:
    k = 3
    def f(self): return [self.k * i for i in range(3)], {i: self.k for i in 'a'}, list(self.k + i for i in (1, 2))
print(C().f())
