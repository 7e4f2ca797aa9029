from typing import Protocol, runtime_checkable

@runtime_checkable
class Closable(Protocol):
    def close(self):
        ...

@runtime_checkable
class HasName(Protocol):
    name: str

class Door:
    name = "door"

    def close(self):
        pass

class Hidden(Protocol):
    def f(self):
        ...

print(isinstance(Door(), Closable), isinstance(3, Closable), issubclass(Door, Closable), isinstance(Door(), HasName), isinstance(3, HasName))
for bad in (lambda: isinstance(3, Hidden), lambda: issubclass(int, HasName), lambda: Hidden(), lambda: runtime_checkable(Door)):
    try:
        print(bad())
    except TypeError as error:
        print(error)

class Impl(Hidden):
    def __init__(self, x):
        self.x = x

print(Impl(4).x, Impl(4).f())
try:
    class Bad(Protocol, Door):
        pass
except TypeError as error:
    print(error)
from typing import SupportsInt, SupportsFloat, SupportsIndex, SupportsAbs
print(isinstance(3, SupportsInt), isinstance("3", SupportsInt), isinstance(1.5, SupportsFloat), isinstance(1.5, SupportsIndex), isinstance(-1, SupportsAbs))
