class A:
    def __getitem__(self, k): return k
a = A()
print(a[1], a['x'], a[1:2], a[1, 2], a[::2, ...], a[None])
try:
    a[0] = 1
except TypeError as e:
    print(e)
try:
    del a[0]
except TypeError as e:
    print(e)
