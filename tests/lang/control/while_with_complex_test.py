a, b = 5, 0
while a > 0 and (b < 3 or a == 1):
    a -= 1
    b += 1
print(a, b)
