def f(x):
    match x:
        case {'op': ('add' | 'sub') as op, 'args': [a, b]}: return op, a, b
        case [[a, [b]], {'k': c}]: return a, b, c
        case ((x, y), z) | (z, [x, y, _]): return x, y, z
    return None
print(f({'op': 'add', 'args': [1, 2]}), f([[1, [2]], {'k': 3}]), f(((1, 2), 3)), f((0, (1, 2, 3))), f({'op': 'mul', 'args': [1, 2]}))
