class A:
    x = 1
p = A.__dict__
print(len(p) >= 1, p['x'], p.get('nope', 'd'), 'x' in p, type(p).__name__, 'x' in list(p), dict(p)['x'], 'x' in p.keys())
for f in [lambda: p['nope'], lambda: p.__setitem__('y', 1), lambda: p.pop('x')]:
    try:
        f()
    except (KeyError, AttributeError) as e:
        print(type(e).__name__, e)
MP = type(p)
m = MP({'a': 1})
print(m, m == {'a': 1}, m | {'b': 2}, list(m.items()))
for bad in (3, [1]):
    try:
        MP(bad)
    except TypeError as e:
        print(e)
