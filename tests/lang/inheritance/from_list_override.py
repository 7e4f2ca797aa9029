class L(list):
    def __getitem__(self, i):
        if isinstance(i, int): return list.__getitem__(self, i % len(self))
        return super().__getitem__(i)
    def __len__(self): return super().__len__()
    def append(self, x):
        super().append(x * 2)
    def __contains__(self, x): return x == 'magic'
    def __iter__(self): return iter(['iter'])
l = L([1, 2, 3])
l.append(5)
print(l[7], l[0:2], len(l), 'magic' in l, 1 in l, list(l), [*l], [x for x in l])
