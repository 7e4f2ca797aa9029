d = {'a': 1}
def f(**kw):
    kw['b'] = 2
    return kw
print(f(**d), d)
