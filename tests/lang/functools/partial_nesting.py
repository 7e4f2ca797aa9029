from functools import partial
def f(*a, **k):
    return a, k
p = partial(partial(partial(f, 1), 2, x=1), 3, x=2, y=3)
print(p(4, z=5), p.args, p.keywords, p.func is f)
q = partial(f)
q.note = 1
r = partial(q, 1)
print(r.func is q, r(2), q.note)
