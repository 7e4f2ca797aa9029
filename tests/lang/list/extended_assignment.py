a = list(range(10))
a[::3] = "abcd"
print(a)
a[-1:-4:-1] = [1, 2, 3]
print(a)
for bad in ([1], range(5)):
    try:
        a[::4] = bad
    except ValueError as e:
        print(e)
a[2:2] = a[:2]
print(a)
