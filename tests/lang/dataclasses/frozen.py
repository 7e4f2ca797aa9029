from dataclasses import FrozenInstanceError, dataclass

@dataclass(frozen=True)
class P:
    x: int
    y: int = 2

p = P(1)
for change in (lambda: setattr(p, "x", 5), lambda: delattr(p, "y"), lambda: setattr(p, "z", 1)):
    try:
        change()
    except FrozenInstanceError as error:
        print(type(error).__name__, error, isinstance(error, AttributeError))
print(p)
try:
    @dataclass
    class Q(P):
        z: int = 0
except TypeError as error:
    print(error)

@dataclass
class M:
    a: int

try:
    @dataclass(frozen=True)
    class N(M):
        b: int = 0
except TypeError as error:
    print(error)
