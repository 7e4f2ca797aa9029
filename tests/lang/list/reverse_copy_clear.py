a = [1, 2, 3]
b = a.copy()
a.reverse()
print(a, b, a.reverse())
a.clear()
print(a, b, list(b) is b, b[:] == b)
