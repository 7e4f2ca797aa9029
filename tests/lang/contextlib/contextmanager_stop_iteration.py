from contextlib import contextmanager

@contextmanager
def passing():
    yield

for exc in (StopIteration("s"), RuntimeError("r"), StopAsyncIteration("a")):
    try:
        with passing():
            raise exc
    except Exception as error:
        print(type(error).__name__, error, error is exc)

@contextmanager
def changing():
    try:
        yield
    except ValueError as error:
        raise TypeError("changed") from error

try:
    with changing():
        raise ValueError("original")
except TypeError as error:
    print(error, repr(error.__cause__))

@contextmanager
def keeps_going():
    try:
        yield
    except ValueError:
        yield

try:
    with keeps_going():
        raise ValueError
except RuntimeError as error:
    print(error)
