class K:
    A = 'key'
match {'key': 5, 2: 3}:
    case {K.A: v, 2: w}: print(v, w)
