from typing import NamedTuple, Generic, TypeVar

class Employee(NamedTuple):
    """doc"""
    name: str
    id: int = 3

    def hello(self):
        return "hi " + self.name

e = Employee("Guido")
print(e, e.id, e.hello(), Employee.__annotations__, Employee._field_defaults, Employee.__doc__, e._replace(id=4), isinstance(e, tuple))
P = NamedTuple("P", [("x", int), ("y", str)])
print(P(1, "a"), P.__annotations__, P._fields)
try:
    class Bad(NamedTuple):
        x: int = 1
        y: int
except TypeError as error:
    print(error)
try:
    class Bad2(NamedTuple):
        x: int
        _fields = 3
except AttributeError as error:
    print(error)
T = TypeVar("T")
class G(NamedTuple, Generic[T]):
    key: T
print(G(1), G[int], G[int](2))
try:
    e.name = "x"
except AttributeError as error:
    print(error)
