a, *b = range(4)
*c, d = 'abc'
e, *f, g = (1, 2)
(h, *i), j = ('xyz', 0)
[*k] = {}
*l, = 5, 6
print(a, b, c, d, e, f, g, h, i, j, k, l)
