s = slice(1, 3)
a = [0, 1, 2, 3]
a[s] = "xyz"
print(a)
del a[s]
print(a, a[slice(None, None, 2)])
