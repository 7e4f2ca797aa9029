n = 0
for i in range(100):
    try:
        if i % 3 == 0: raise ValueError
        if i % 3 == 1: raise KeyError
        n += 1
    except ValueError: n += 10
    except KeyError: n += 100
print(n)
