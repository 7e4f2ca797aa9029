def perms(l):
    return [[x] + p for i, x in enumerate(l) for p in perms(l[:i] + l[i + 1:])] if l else [[]]
print(perms([1, 2, 3]))
