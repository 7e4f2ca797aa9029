def f():
    try:
        raise KeyError(1)
    except KeyError:
        try:
            raise ValueError(2)
        except ValueError:
            raise TypeError(3)
try:
    f()
except TypeError as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
