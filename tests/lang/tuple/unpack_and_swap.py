a, b = 1, 2
a, b = b, a
(x, y), z = (1, 2), 3
*h, t = (1, 2, 3)
print(a, b, x, y, z, h, t)
def f():
    return 1, 2
p, q = f()
print(p, q, f()[0], type(f()))
for i, (m, n) in enumerate([(1, 2), (3, 4)]):
    print(i, m, n)
