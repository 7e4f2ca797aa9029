def show(n, r):
    print(n, end=' ')
    return r
print(show('x', 1) if show('t', 0) else show('y', 2))
print(1 if [] else 2 if 0 else 3)
if (1 if show('q', 0) else 0): print('no')
else: print('right')
