def numbers():
    try:
        got = yield 1
        print("got", got)
        got = yield 2
        print("got", got)
    except ValueError as error:
        print("caught", error)
        yield "after"
    finally:
        print("finally")
    return "result"


g = numbers()
print(next(g), g.send("a"))
try:
    g.send("b")
except StopIteration as stop:
    print("stop", stop.value)
print(list(g), next(g, "default"))

g = numbers()
next(g)
print(g.throw(ValueError("x")))
print(g.gi_running, g.gi_frame is None)
g.close()
print(g.gi_frame is None)
g.close()

g = numbers()
try:
    g.send(1)
except TypeError as error:
    print(error)
try:
    g.throw(KeyError("early"))
except KeyError as error:
    print("KeyError", error)
print(list(g))


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("ignored")
            yield 2


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


def leaks():
    yield 1
    raise StopIteration("inside")


try:
    list(leaks())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def itself():
    yield next(me)


me = itself()
try:
    next(me)
except ValueError as error:
    print(error)
for bad in (5, int):
    try:
        numbers().throw(bad)
    except TypeError as error:
        print(error)
print(type(g).__name__, iter(g) is g)
