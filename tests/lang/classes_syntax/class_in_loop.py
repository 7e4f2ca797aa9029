classes = []
for i in range(3):
    class C:
        n = i
        def get(self): return self.n
    classes.append(C)
print([c().get() for c in classes])
