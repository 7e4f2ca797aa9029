from contextlib import closing, nullcontext, suppress

with suppress(KeyError, ValueError):
    {}["x"]
    print("not reached")
with suppress(ZeroDivisionError):
    1 / 0
try:
    with suppress(KeyError):
        raise TypeError("t")
except TypeError as error:
    print("passed", error)

class Door:
    def close(self):
        print("closed")

with closing(Door()) as door:
    print(type(door).__name__)
with nullcontext(5) as five, nullcontext() as none:
    print(five, none)
s = suppress(KeyError)
with s:
    with s:
        raise KeyError
    print("reentrant")
