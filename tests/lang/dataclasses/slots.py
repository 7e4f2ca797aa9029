from dataclasses import dataclass, field

@dataclass(slots=True)
class P:
    x: int
    y: int = 2
    z: list = field(default_factory=list)

p = P(1)
print(p, P.__slots__, hasattr(p, "__dict__"))
try:
    p.w = 1
except AttributeError as error:
    print(error)

@dataclass(slots=True, frozen=True)
class F:
    a: int
    b: str = "b"

print(F(1), hash(F(1)) == hash(F(1)), F.__slots__)
try:
    @dataclass(slots=True)
    class Bad:
        __slots__ = ("x",)
        x: int
except TypeError as error:
    print(error)

@dataclass(slots=True)
class D(P):
    w: int = 7

print(D(1), D.__slots__)
