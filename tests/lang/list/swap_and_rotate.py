a = [1, 2, 3, 4]
a[0], a[-1] = a[-1], a[0]
print(a)
a[1], a[2] = a[2], a[1]
print(a)
a = a[1:] + a[:1]
print(a)
