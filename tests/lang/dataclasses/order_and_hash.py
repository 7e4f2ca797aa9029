from dataclasses import dataclass, field

@dataclass(order=True)
class V:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False)

print(V(1, 2) < V(1, 3), V(2) > V(1, 9), V(1) <= V(1), V(1) >= V(2), sorted([V(3), V(1), V(2)]), max(V(1), V(5)))

@dataclass(frozen=True)
class K:
    a: int
    b: str = "x"

print(hash(K(1)) == hash(K(1, "x")), {K(1): "found"}[K(1)], len({K(1), K(1), K(2)}))

@dataclass(unsafe_hash=True)
class U:
    a: int

print(hash(U(3)) == hash((3,)), U.__hash__ is not None)

@dataclass(eq=False)
class I:
    a: int

print(I(1) == I(1), hash(I(1)) is not None)
try:
    V(1) < 3
except TypeError as error:
    print(error)
try:
    @dataclass(order=True, eq=False)
    class Bad:
        x: int
except ValueError as error:
    print(error)
