a = list(range(6))
a[1:3] = ["x", "y", "z"]
print(a)
a[1:1] = [7, 7]
print(a)
a[2:5] = []
print(a)
a[:] = "abc"
print(a)
a[len(a):] = (1, 2)
print(a)
a[-1:] = range(3)
print(a)
a[5:2] = ["in"]
print(a)
a[::2] = [0] * len(a[::2])
print(a)
