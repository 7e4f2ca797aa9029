def g():
    try: next(it)
    except ValueError as e: print(e)
    yield
it = g()
next(it)
