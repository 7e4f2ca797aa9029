def chain(n):
    try:
        if n == 0:
            raise KeyError('root')
        chain(n - 1)
    except Exception as e:
        raise RuntimeError(n) from e
try:
    chain(2)
except RuntimeError as e:
    while e:
        print(repr(e))
        e = e.__cause__
