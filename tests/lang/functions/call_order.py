def show(x):
    print(x, end=' ')
    return x
def f(*a, **k): return a, k
def get(x):
    print('callee', end=' ')
    return x
print(get(f)(show(1), *show([2]), show(3), k=show(4), **show({'m': 5}), z=show(6)))
