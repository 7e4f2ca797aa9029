import sys
def g():
    try:
        1 / 0
    except ZeroDivisionError:
        yield repr(sys.exc_info()[1])
    yield sys.exc_info()[1]
it = g()
print(next(it))
print(sys.exc_info()[1])
print(next(it))
