def g(a, b=[]):
    print('started', a)
    yield a
it = g(1)
print('created')
print(next(it))
try: g()
except TypeError as e: print(e)
