from functools import partial
def f(**k):
    return list(k.items())
p = partial(f, b=1, a=2)
print(p(c=3), p(a=9, z=0), p())
d = p.keywords
d["extra"] = 7
print(p())
