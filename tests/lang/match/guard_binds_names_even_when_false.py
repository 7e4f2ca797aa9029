match (1, 2):
    case (a, b) if a > b: print('no')
    case (c, d) if print('guard', a, b) is None: print(c, d)
