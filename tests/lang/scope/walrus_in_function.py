def f(xs):
    if (n := len(xs)) > 2:
        return n
    return -n
print(f([1, 2, 3]), f([1]))
