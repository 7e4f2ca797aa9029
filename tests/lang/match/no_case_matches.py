match 5:
    case 1: print('one')
    case 2: print('two')
print('done')
