def f():
    try:
        {}["k"]
    except KeyError as error:
        raise ValueError("bad value") from error


try:
    f()
except ValueError as error:
    print(type(error.__cause__).__name__)
f()
