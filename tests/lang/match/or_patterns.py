def f(x):
    match x:
        case [1, a] | [a, 2]: return 'first', a
        case (('x', b) | {'b': b}): return 'second', b
        case 1 | 2 | 3 as n: return 'number', n
print(f([1, 5]), f([6, 2]), f(('x', 1)), f({'b': 2}), f(2), f([0, 0]))
