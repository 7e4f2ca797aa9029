def f(**k): return k
print(f(print=1, self=2, f=3), dict(a=1, **{'b c': 2, '': 3}))
