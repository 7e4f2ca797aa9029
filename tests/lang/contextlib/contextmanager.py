from contextlib import contextmanager

@contextmanager
def tag(name):
    print("open", name)
    try:
        yield name.upper()
    except ValueError as error:
        print("caught", error)
    finally:
        print("close", name)

with tag("a") as value:
    print("in", value)
with tag("b"):
    raise ValueError("inside")
try:
    with tag("c"):
        raise KeyError("k")
except KeyError as error:
    print("out", error)

@tag("deco")
def f(x):
    return x + 1

print(f(1), f(2), f.__name__)

@contextmanager
def nothing():
    if False:
        yield

@contextmanager
def twice():
    yield 1
    yield 2

for cm in (nothing, twice):
    try:
        with cm() as x:
            print(x)
    except RuntimeError as error:
        print(error)
