a = [[1, 2], [3, 4]]
del a[0][1], a[1][0]
print(a)
a[0] += [9]
print(a)
a[0][:], a[1] = a[1][:], a[0]
print(a)
