def f(*, k=[]):
    k.append(1)
    return k
f()
print(f(), f.__kwdefaults__)
