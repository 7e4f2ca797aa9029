def f(x):
    match x:
        case [a, b]: return lambda: a + b
        case a: return lambda: a
print(f([1, 2])(), f(5)())
