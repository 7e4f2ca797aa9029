def inner():
    try:
        yield 1
    except ValueError as e:
        print('inner caught', e)
        yield 2
def outer():
    try:
        yield from inner()
    finally:
        print('outer finally')
it = outer()
print(next(it), it.throw(ValueError('x')))
it.close()
