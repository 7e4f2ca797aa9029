l = [1, 2, 3, 4]
l[1:3] += [9]
print(l)
l[:] *= 2
print(l)
