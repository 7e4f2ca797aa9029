a, b = 1, 2
(c, d), e = [3, 4], 5
[f, [g]] = 'x', 'y'
print(a, b, c, d, e, f, g)
