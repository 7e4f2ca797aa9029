import copy
from functools import partial
def f(*a, **k):
    return a, k
p = partial(f, ["x"], k=[1])
p.attr = []
q = copy.copy(p)
print(q.args is p.args, q.keywords is p.keywords, q.attr is p.attr, q(2), q.func is f)
r = copy.deepcopy(p)
print(r.args == p.args, r.args[0] is p.args[0], r.attr is p.attr)
p.__setstate__((f, (1,), {"z": 2}, None))
print(p(), p.__dict__)
for bad in (None, (f, ()), (f, (), {}), (5, (), {}, None)):
    try:
        p.__setstate__(bad)
    except TypeError as e:
        print(e)
class P(partial):
    pass
print(P(P(f, 1), 2).args, P(f, 1)(3), isinstance(P(f), partial))
