import inspect
from collections import namedtuple
from enum import Enum
from functools import partial, partialmethod, wraps

class New:
    def __new__(cls, a, b=1):
        return super().__new__(cls)

class Init:
    def __init__(self, x, *rest, key=None):
        pass

class Plain:
    pass

class Meta(type):
    def __call__(cls, q, **kw):
        pass

class WithMeta(metaclass=Meta):
    pass

class Methods:
    def m(self, a, b):
        pass

    one = partialmethod(m, 1)

print(inspect.signature(New), inspect.signature(Init), inspect.signature(Plain), inspect.signature(WithMeta), inspect.signature(Methods.one), inspect.signature(Methods().one))
print(inspect.signature(namedtuple("N", "a b")), inspect.signature(partial(lambda a, b, c: 0, b=2)), inspect.signature(lambda *, z: 0))

def deco(f):
    @wraps(f)
    def inner(*a, **k):
        return f(*a, **k)
    return inner

@deco
def g(x: "int", /, y: list[int] = [], *, z: "str" = "s") -> "bool":
    pass

print(inspect.signature(g), inspect.unwrap(g).__name__)
g.__signature__ = inspect.signature(lambda hidden: 0)
print(inspect.signature(g))
