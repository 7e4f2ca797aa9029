a = 'old'
match [1, 2, 3]:
    case [a, 2, 4]: print('no')
    case [_, _, _]: print(a)
