def f(x):
    match x:
        case []: return 'empty'
        case [1]: return 'one'
        case [a]: return 'single', a
        case [1, *rest]: return 'starts 1', rest
        case [a, b]: return 'pair', a, b
        case [*init, 9]: return 'ends 9', init
        case (a, *_, b): return 'long', a, b
    return 'none'
print([f(v) for v in ([], [1], [2], (1, 2, 3), (2, 3), [4, 5, 9], range(5), 'ab', {1, 2}, b'ab', 5)])
