from dataclasses import MISSING, dataclass, field, fields

@dataclass
class C:
    a: int
    b: list = field(default_factory=list)
    c: dict = field(default_factory=lambda: {"k": 1})
    d: int = field(default=5, repr=False)
    e: int = field(default=0, compare=False)
    f: int = field(init=False, default=9)

one, two = C(1), C(1)
one.b.append(3)
print(one, two, one == two, C(1, e=4) == C(1, e=5), one.d, one.f)
for f in fields(C):
    print(f.name, f.type.__name__, f.default is MISSING, f.init, f.repr, f.compare, f.hash, f.kw_only, dict(f.metadata))
for make in ("list", "dict", "set"):
    try:
        @dataclass
        class Bad:
            x: object = {"list": [], "dict": {}, "set": set()}[make]
    except ValueError as error:
        print(error)
try:
    field(default=1, default_factory=int)
except ValueError as error:
    print(error)
