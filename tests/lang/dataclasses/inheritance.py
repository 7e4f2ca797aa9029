from dataclasses import dataclass, fields

@dataclass
class Base:
    x: int = 15
    y: float = 2.5

@dataclass
class Child(Base):
    z: int = 10
    x: str = "over"

print(Child(), [(f.name, f.type.__name__) for f in fields(Child)], Child("a", 1.0, 3) == Child("a", 1.0, 3))
print(Base(1, 2.0) == Child(1, 2.0), isinstance(Child(), Base))

class Plain:
    q = 1

@dataclass
class FromPlain(Plain):
    r: int = 2

print(FromPlain(), FromPlain().q)
try:
    @dataclass
    class Wrong(Base):
        w: int
except TypeError as error:
    print(error)
