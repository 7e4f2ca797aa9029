def g():
    try:
        yield 1
    finally:
        print("finally at the end")


it = g()
next(it)
it = None
