def f():
    a = [y := i * 2 for i in range(4)]
    return a, y
print(f())
