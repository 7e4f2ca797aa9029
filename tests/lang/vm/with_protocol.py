class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value)
        return self.swallow


with Manager("a") as a, Manager("b") as b:
    print(a, b)
with Manager("c", swallow=True):
    raise ValueError("swallowed")
try:
    with Manager("d"):
        raise KeyError("out")
except KeyError as error:
    print("caught", error)
try:
    with Manager("e"), Manager("f", swallow=True):
        raise ValueError("inner")
finally:
    print("finally")


def returns():
    with Manager("r"):
        return "value"


def loops():
    for i in range(3):
        with Manager(i):
            if i == 0:
                continue
            if i == 1:
                break
    return "done"


print(returns(), loops())
for bad in (5, object()):
    try:
        with bad:
            pass
    except TypeError as error:
        print(error)


class Half:
    def __enter__(self):
        return 1


try:
    with Half():
        pass
except TypeError as error:
    print(error)


class Raising(Manager):
    def __exit__(self, *args):
        raise RuntimeError("from exit")


try:
    with Raising("g"):
        raise ValueError("body")
except RuntimeError as error:
    print(error, repr(error.__context__))
m = Manager("instance")
m.__enter__ = lambda: 1 / 0
with m as value:
    print(value)
with (Manager("p") as p, Manager("q") as q):
    print(p, q)
with Manager("t") as (x, *y):
    print(x, y)
