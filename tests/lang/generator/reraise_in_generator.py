def g():
    try:
        yield
    except ValueError:
        raise
it = g()
next(it)
try: it.throw(ValueError('again'))
except ValueError as e: print(e)
