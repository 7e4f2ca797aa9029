def f():
    fs = [lambda: (i, j) for i in range(2) for j in 'ab']
    return [g() for g in fs]
print(f())
fs = [[(lambda: x) for x in range(y)] for y in (2, 3)]
print([[g() for g in row] for row in fs])
