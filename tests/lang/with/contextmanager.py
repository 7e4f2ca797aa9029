from contextlib import contextmanager
@contextmanager
def cm(n):
    print('in', n)
    try:
        yield n
    except ValueError as e:
        print('handled', e)
    finally:
        print('out', n)
with cm(1) as a, cm(2) as b:
    print(a, b)
    raise ValueError('x')
