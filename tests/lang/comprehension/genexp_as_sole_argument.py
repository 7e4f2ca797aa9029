print(max(x for x in [3, 1, 2]), ''.join(c.upper() for c in 'abc'), dict((k, v) for k, v in [(1, 2)]))
