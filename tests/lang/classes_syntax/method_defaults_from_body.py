class C:
    size = 3
    def f(self, n=size): return n
    size = 4
print(C().f(), C.size)
