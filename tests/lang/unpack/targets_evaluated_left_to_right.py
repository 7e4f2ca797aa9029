def s(n, o):
    print(n, end=' ')
    return o
d = {}
s('x', d)[s('k', 'k1')] = s('y', d)[s('l', 'k2')] = s('value', 9)
print(d)
