d = {'a': 1, 'b': 2, 'c': 3}
match d:
    case {'a': x, 'c': y, **rest}:
        rest['new'] = 0
        print(x, y, rest, d)
