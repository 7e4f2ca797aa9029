print([1] + [2], [0] * 3, 3 * ["a"], [1, 2] * 0, [1] * -5, [[]] * 2)
a = [[0] * 2] * 2
a[0][0] = 1
print(a)
b = [1, 2]
b *= 3
print(b)
b *= 0
print(b)
for f in (lambda: [1] + (2,), lambda: [1] * "a", lambda: [1] * 1.5, lambda: [1] - [1], lambda: 2 + [1]):
    try:
        f()
    except TypeError as e:
        print(e)
