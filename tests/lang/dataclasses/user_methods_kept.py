from dataclasses import dataclass

@dataclass
class C:
    x: int

    def __repr__(self):
        return "mine"

    def __eq__(self, other):
        return "eq"

print(C(1), C(1) == 5, C.__hash__)

@dataclass(init=False, repr=False)
class D:
    x: int = 3

    def __init__(self, v):
        self.x = v

print(D(4).x)
try:
    @dataclass(order=True)
    class E:
        x: int

        def __lt__(self, other):
            return True
except TypeError as error:
    print(error)
try:
    @dataclass(unsafe_hash=True)
    class F:
        x: int

        def __hash__(self):
            return 1
except TypeError as error:
    print(error)
try:
    @dataclass(frozen=True)
    class G:
        x: int

        def __setattr__(self, n, v):
            pass
except TypeError as error:
    print(error)
