from enum import Enum, Flag, IntEnum, StrEnum, auto

class A(Enum):
    X = auto()
    Y = auto()
    Z = 10
    W = auto()

class S(StrEnum):
    FIRST = auto()
    SECOND = auto()

class F(Flag):
    A = auto()
    B = auto()
    C = auto()

class Named(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return (name.lower(), start, count, last_values)

    P = auto()
    Q = auto()

print([m.value for m in A], [m.value for m in S], [m.value for m in F], [m.value for m in Named])

class T(Enum):
    PAIR = auto(), "x"
    OTHER = auto(), "y"

print([m.value for m in T], auto())
class I(IntEnum):
    A = auto()
    B = auto()
print(I.B + 1, I.A < I.B, sorted([I.B, I.A]))
