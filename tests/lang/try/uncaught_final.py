def f(x):
    return {'a': 1}[x]
print(f('a'))
f('missing')
