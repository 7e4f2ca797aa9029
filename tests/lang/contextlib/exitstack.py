from contextlib import ExitStack, contextmanager

@contextmanager
def res(name):
    print("enter", name)
    try:
        yield name
    finally:
        print("exit", name)

with ExitStack() as stack:
    names = [stack.enter_context(res(n)) for n in "abc"]
    stack.callback(print, "callback", sep="-")
    print(names)

class Swallow:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        print("details", details[0].__name__ if details[0] else None)
        return True

with ExitStack() as stack:
    stack.push(Swallow())
    raise ValueError("swallowed")
with ExitStack() as stack:
    stack.enter_context(res("moved"))
    kept = stack.pop_all()
print("after")
kept.close()
try:
    with ExitStack() as stack:
        @stack.callback
        def fail():
            raise KeyError("second")
        raise ValueError("first")
except KeyError as error:
    print(error, repr(error.__context__))
try:
    ExitStack().enter_context(3)
except TypeError as error:
    print(error)
