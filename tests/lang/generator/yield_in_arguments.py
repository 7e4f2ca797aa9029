def g():
    print((yield 1) + (yield 2), {'k': (yield 3)})
it = g()
next(it); it.send(10); it.send(20)
try: it.send(30)
except StopIteration: print('end')
