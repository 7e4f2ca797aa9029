def f(x):
    match x:
        case ([a, b] | {'b': b, 'a': a}) as whole, c: return a, b, c, whole
print(f(([1, 2], 3)), f(({'a': 1, 'b': 2}, 3)))
