s = set(range(20))
out = []
for i in range(40):
    out.append(s.pop())
    s.add(100 + i)
print(out)
print(s)
