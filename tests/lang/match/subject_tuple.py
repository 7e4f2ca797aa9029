x, y = 1, 'b'
match x, y:
    case 1, 'a': print('1a')
    case 1, z: print('1', z)
match 1,:
    case [v]: print(v)
match *[1, 2], 3:
    case [a, b, c]: print(a, b, c)
