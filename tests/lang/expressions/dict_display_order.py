def s(x):
    print(x, end=' ')
    return x
print({s('k1'): s('v1'), **s({'m': 1}), s('k2'): s('v2')})
print([s(1), *s([2]), s(3)], (s(4), s(5)), {s(6)})
