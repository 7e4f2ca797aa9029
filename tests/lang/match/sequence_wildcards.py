def f(x):
    match x:
        case [_, _]: return 'two'
        case [_, *_, 3]: return 'ends 3'
        case [*_, _, 4, _]: return '4 before last'
        case [_, *_]: return 'some'
        case [*_]: return 'empty'
    return 'no'
print([f(v) for v in ([1, 2], [1, 2, 3], [0, 0, 4, 1], [7], [], 1)])
