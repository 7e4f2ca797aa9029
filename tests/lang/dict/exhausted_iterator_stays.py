d = {1: 1}
it = iter(d)
print(next(it), next(it, "end"))
d[2] = 2
print(next(it, "end"))
it = iter(d)
d[3] = 3
for _ in range(2):
    try:
        next(it)
    except RuntimeError as e:
        print(e)
