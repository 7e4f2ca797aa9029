def show(n):
    print(n, end=' ')
    return n
print(show(1) < show(2) < show(3))
print(show(3) < show(2) < show(1))
print(1 < 2 > 1 != 5 == 5.0 is not None)
if show(1) < show(3) > show(2): print('a')
if not show(1) < show(0) < show(2): print('b')
while show(5) < show(4) < show(3): pass
print(1 in [1] == True, (1 in [1]) == True)
