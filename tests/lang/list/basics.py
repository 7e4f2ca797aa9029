a = [1, 2, 3]
print(a, len(a), a[0], a[-1], a[1:], a[::-1], 2 in a, 9 not in a)
a.append(4)
a.insert(0, 0)
a.insert(100, 9)
a.insert(-1, 8)
print(a, a.index(8), a.count(1))
