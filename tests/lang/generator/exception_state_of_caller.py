import sys
def g():
    yield repr(sys.exc_info()[1])
    yield repr(sys.exc_info()[1])
it = g()
try: raise KeyError(1)
except KeyError:
    print(next(it))
print(next(it))
