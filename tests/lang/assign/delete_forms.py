a = b = c = d = 1
del a
del (b, c), [d]
for n in 'abcd':
    print(n in globals(), end=' ')
l = list(range(10))
del l[0], l[-1], l[1:3], l[::2]
print(l)
class O: pass
o = O(); o.x = o.y = 1
del o.x
print(vars(o))
dd = {1: 2, 3: 4}
del dd[1]
print(dd)
