match {'a': [1, (2, 3)]}:
    case {'a': [x, (y, _) as pair] as l} as d:
        print(x, y, pair, l, d)
