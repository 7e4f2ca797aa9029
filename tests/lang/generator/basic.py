def g():
    yield 1
    x = yield 2
    print('got', x)
    return 'ret'
it = g()
print(next(it), next(it))
try:
    it.send('sent')
except StopIteration as e:
    print(e.value)
