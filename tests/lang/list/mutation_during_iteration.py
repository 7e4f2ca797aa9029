a = [1, 2, 3]
for x in a:
    if len(a) < 8:
        a.append(x * 10)
print(a)
for x in a:
    a.remove(x)
print(a)
it = iter(a)
a.clear()
print(next(it, "end"))
a.append(1)
print(next(it, "end"))
