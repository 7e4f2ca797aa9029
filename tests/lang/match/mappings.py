def f(x):
    match x:
        case {}: 
            pass
    match x:
        case {'a': 1, 'b': v}: return 'ab', v
        case {'a': v, **rest}: return 'a', v, rest
        case {1: _, None: n}: return 'keys', n
        case {**rest}: return 'rest', rest
    return 'no'
print([f(v) for v in ({'a': 1, 'b': 2}, {'a': 5, 'c': 6}, {1: 2, None: 3}, {}, {'z': 1}, [1])])
