def g():
    x = (yield) or 'none'
    y = [(yield x), (yield 'b')]
    print(x, y)
    yield from y
it = g()
print(next(it), it.send(None), it.send(1), it.send(2), list(it))
