def f():
    try:
        raise ValueError("v")
    except ValueError:
        raise
try:
    f()
except ValueError as e:
    print(e, e.__context__)
try:
    raise
except RuntimeError as e:
    print(e)
