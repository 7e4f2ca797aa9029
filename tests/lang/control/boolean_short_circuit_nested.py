def show(n, r):
    print(n, end=' ')
    return r
if (show('a', 1) and show('b', 0)) or (show('c', 1) and not show('d', 0)):
    print('yes')
if not (show('e', 1) or show('f', 1)) or show('g', 1):
    print('yes')
