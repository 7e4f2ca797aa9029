from functools import singledispatch
from collections.abc import Mapping, Sized

@singledispatch
def show(x, extra=""):
    return f"object {x}{extra}"

@show.register
def _(x: int, extra=""):
    return f"int {x}{extra}"

@show.register(list)
@show.register(tuple)
def _(x, extra=""):
    return f"seq {len(x)}"

show.register(type(None), lambda x: "none")

@show.register
def _(x: float | complex):
    return "number"

@show.register(Mapping)
def _(x):
    return "mapping"

print(show(1), show(True), show("s"), show([1]), show((1, 2)), show(None), show(1.5), show(1j), show({}), show(2, extra="!"))
print(show.dispatch(bool) is show.dispatch(int), sorted(c.__name__ for c in show.registry), show.__name__)
for bad in (lambda: show(), lambda: show.register("x"), lambda: show.register(lambda x: 1)):
    try:
        bad()
    except TypeError as error:
        print(str(error).split(" at 0x")[0])
