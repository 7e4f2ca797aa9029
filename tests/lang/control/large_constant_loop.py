total = 0
for i in (1, 2, 3, 'x')[:3]:
    total += i
print(total)
