def f(x):
    match x:
        case 0: return 'zero'
        case -1: return 'minus'
        case 1.5: return 'float'
        case 'a' | 'b': return 'str'
        case b'x': return 'bytes'
        case None: return 'none'
        case True: return 'true'
        case 2 + 3j: return 'complex'
        case _: return 'other'
print([f(v) for v in (0, -1, 1.5, 'b', b'x', None, True, 1, 2 + 3j, False, 'c')])
