def s(n):
    print(n, end=' ')
    return n
l = list(range(10))
print(l[s(1):s(8):s(2)])
