def f(n):
    try:
        try:
            if n == 0: return 'a'
            if n == 1: raise KeyError('k')
        finally:
            print('inner', end=' ')
            if n == 2: return 'c'
        return 'b'
    except KeyError:
        return 'key'
    finally:
        print('outer', end=' ')
print(f(0), f(1), f(2), f(3))
