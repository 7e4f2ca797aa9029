a = list(range(100000))
print(len(a), a[50000], sum(a), a[-1])
a[10:99990] = []
print(a)
b = [0] * 100000
b[500] = 1
print(b.index(1), b.count(0))
