a = [1]
a.append(a)
print(a, a[1][1][0], a == a)
b = [a, a]
print(b)
c = []
c.append(({"k": c},))
print(c)
