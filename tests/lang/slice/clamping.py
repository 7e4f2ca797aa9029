a = [0, 1, 2, 3, 4]
for s in (slice(-100, 100), slice(3, -100, -1), slice(100, None, -2), slice(-1, -4, -1), slice(None, -1), slice(2, 2**90), slice(-(2**90), 2)):
    print(a[s], end=" ")
print()
