def g():
    yield from 'ab'
    yield from range(2)
    r = yield from []
    print(r)
print(list(g()))
