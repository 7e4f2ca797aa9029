a, *rest = sorted({5, 4, 3})
print(a, rest)
print([*{1, 2}], (*{3},), max(*{4, 9}))
def f(*args):
    return sorted(args)
print(f(*{3, 1}))
