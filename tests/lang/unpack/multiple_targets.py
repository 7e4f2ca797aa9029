a = b, c = d = [1, 2]
print(a, b, c, d, a is d)
x = y = z = []
x.append(1)
print(y, z)
