from collections import namedtuple
from dataclasses import asdict, astuple, dataclass, field, replace

NT = namedtuple("NT", "a b")

@dataclass
class Inner:
    v: int

@dataclass
class Outer:
    name: str
    inner: Inner
    items: list = field(default_factory=list)
    table: dict = field(default_factory=dict)
    pair: NT = NT(1, 2)

o = Outer("o", Inner(1), [Inner(2), (Inner(3),)], {"k": Inner(4)})
d = asdict(o)
print(d)
print(astuple(o))
d["items"].append(5)
print(len(o.items), asdict(o, dict_factory=lambda pairs: [k for k, _ in pairs]))
print(replace(o, name="n").name, replace(o, inner=Inner(9)).inner)
for call in (lambda: asdict(3), lambda: astuple(Inner), lambda: replace(Inner, v=1), lambda: replace(Inner(1), w=2)):
    try:
        print(call())
    except TypeError as error:
        print(error)
