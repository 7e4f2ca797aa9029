a = []
for i in range(20):
    a.insert(i // 2, i)
print(a)
for i in range(10):
    a.pop(i)
print(a)
