def s():
    print('subject')
    return 3
match s():
    case 1: pass
    case 2: pass
    case 3: print('three')
