class L(list):
    def __init__(self, *items):
        super().__init__(items)
    def append(self, x):
        super().append(x)
        return self
    def __getitem__(self, i):
        if isinstance(i, str):
            return "key " + i
        return super().__getitem__(i)
a = L(1, 2)
print(a, a.append(3), a["q"], a[0], a[1:], type(a[1:]), type(a + [1]), type(a * 2), len(a), isinstance(a, list), a == [1, 2, 3])
a += [4]
print(type(a), a, type(a.copy()))
