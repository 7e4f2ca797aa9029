d = {}
l = [0]
for d['k'] in range(3): pass
for l[0], (a, *b) in [(1, (2, 3, 4)), (5, 'xyz')]: pass
class O: pass
for O.attr in 'ab': pass
print(d, l, a, b, O.attr)
