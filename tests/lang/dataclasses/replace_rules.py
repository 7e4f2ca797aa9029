from dataclasses import InitVar, dataclass, field, replace

@dataclass
class C:
    x: int
    y: int = field(init=False, default=10)
    z: InitVar[int] = 5

    def __post_init__(self, z):
        self.zz = z

c = C(1)
print(replace(c, x=2, z=7).zz)
try:
    replace(c, y=3)
except ValueError as error:
    print(error)

@dataclass
class D:
    a: int
    b: InitVar[int]

    def __post_init__(self, b):
        pass

try:
    replace(D(1, 2), a=3)
except ValueError as error:
    print(error)
