print((lambda: 1)(), (lambda x, y=2: (x, y))(1), (lambda *a, **k: (a, k))(1, b=2), (lambda *, k: k)(k=3), (lambda a, /, b: (a, b))(1, b=2))
print((lambda: (yield))().__class__.__name__)
f = lambda: 'x'
print(f.__name__, f.__qualname__)
