def inner():
    print("inner starts")
    try:
        x = yield 1
        print("x", x)
        y = yield 2
        print("y", y)
    except KeyError as error:
        print("inner caught", error)
        yield "handled"
    except GeneratorExit:
        print("inner closed")
        raise
    return "inner result"


def outer():
    result = yield from inner()
    print("result", result)
    more = yield from [10, 20]
    print("more", more)
    return "outer result"


g = outer()
print(next(g), g.send("a"), g.send("b"), next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)
g = outer()
next(g)
print(g.throw(KeyError("k")), next(g))
g = outer()
next(g)
g.close()
g = outer()
next(g)
try:
    g.throw(ValueError("v"))
except ValueError as error:
    print("ValueError", error)


class Custom:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration("custom value")
        return self.n

    def send(self, value):
        print("sent", value)
        return value

    def throw(self, error):
        print("thrown", repr(error))
        raise StopIteration("from throw")

    def close(self):
        print("custom closed")


def wraps():
    print("value", (yield from Custom()))
    yield "end"


print(list(wraps()))
g = wraps()
next(g)
print(g.send("s"))
print(g.throw(ValueError("q")))
g = wraps()
next(g)
g.close()
try:
    next((lambda: (yield from 5))())
except TypeError as error:
    print(error)


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)))
print(sum(1 for _ in tree(10)))
