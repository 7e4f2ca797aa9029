from dataclasses import KW_ONLY, dataclass, field

@dataclass
class A:
    x: int
    _: KW_ONLY
    y: int = 1
    z: int

print(A(1, z=3), A(1, y=2, z=3), A.__match_args__)
for call in (lambda: A(1), lambda: A(1, 2, 3), lambda: A(1, 2, z=3), lambda: A(z=1)):
    try:
        print(call())
    except TypeError as error:
        print(error)

@dataclass(kw_only=True)
class B:
    a: int
    b: int = 2

print(B(a=1), B(b=3, a=4))
try:
    B(1)
except TypeError as error:
    print(error)

@dataclass
class C:
    a: int = field(kw_only=True, default=5)
    b: int

print(C(1), C(b=2, a=3))
