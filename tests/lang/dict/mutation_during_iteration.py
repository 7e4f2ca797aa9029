d = {1: 1, 2: 2}
for what in (lambda: d.__setitem__(3, 3), lambda: d.pop(1)):
    try:
        for k in d:
            what()
    except RuntimeError as e:
        print(e)
d = {1: 1, 2: 2}
try:
    for k, v in d.items():
        del d[k]
        d[k + 10] = v
except RuntimeError as e:
    print(e)
d = {i: i for i in range(5)}
for k in d:
    d[k] = k * 2
print(d)
for k in list(d):
    if k % 2:
        del d[k]
print(d)
