a, b, c = 1, 2, 3
a, b = b, a
a, b, c = c, a, b
l = [1, 2, 3]
l[0], l[2] = l[2], l[0]
print(a, b, c, l)
