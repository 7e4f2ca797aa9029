s = set()
for i in range(0, 200, 7):
    s.add(i)
print(s)
for i in range(0, 200, 14):
    s.discard(i)
print(s)
for i in range(1000, 1030, 3):
    s.add(i)
print(s)
