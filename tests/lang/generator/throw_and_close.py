def g():
    while True:
        try:
            yield 'a'
        except KeyError as e:
            print('caught', e)
            yield 'b'
        finally:
            print('f')
it = g()
print(next(it), it.throw(KeyError('k')), next(it))
it.close()
try: next(it)
except StopIteration: print('stopped')
