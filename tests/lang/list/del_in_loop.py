a = list(range(10))
i = 0
while i < len(a):
    if a[i] % 2:
        del a[i]
    else:
        i += 1
print(a)
