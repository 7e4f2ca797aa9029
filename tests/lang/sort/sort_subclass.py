class L(list):
    pass
a = L([3, 1, 2])
a.sort()
print(a, type(a), type(sorted(a)))
