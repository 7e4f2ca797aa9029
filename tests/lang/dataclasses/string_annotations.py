from dataclasses import KW_ONLY, InitVar, dataclass, fields
from typing import ClassVar
import typing

@dataclass
class C:
    a: "int"
    b: "ClassVar[int]" = 3
    c: "typing.ClassVar" = 4
    d: "InitVar[int]" = 5

    def __post_init__(self, d):
        self.got = d

print(C(1), [f.name for f in fields(C)], C(1).got, C.b, fields(C)[0].type)
