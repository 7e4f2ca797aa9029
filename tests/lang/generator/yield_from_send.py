def inner():
    got = []
    while True:
        x = yield len(got)
        if x is None: return got
        got.append(x)
def outer():
    r = yield from inner()
    print('inner returned', r)
    yield 'done'
it = outer()
print(next(it), it.send('a'), it.send('b'), it.send(None))
