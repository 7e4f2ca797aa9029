class I:
    def __init__(self, i):
        self.i = i
    def __index__(self):
        return self.i
a = [10, 20, 30]
print(a[I(1)], a[I(-1)], a[I(0):I(2)], [0] * I(2), a.pop(I(0)), a)
a.insert(I(0), 5)
a[I(1)] = 7
print(a)
