from dataclasses import InitVar, dataclass, field
from typing import ClassVar

@dataclass
class C:
    i: int
    j: int = None
    database: InitVar[str] = None
    count: ClassVar[int] = 0
    total: int = field(init=False)

    def __post_init__(self, database):
        if self.j is None and database is not None:
            self.j = len(database)
        self.total = self.i + (self.j or 0)
        C.count += 1

print(C(10, database="abc"), C(1, 2), C.count, [f for f in C.__dataclass_fields__])
print(InitVar[int], hasattr(C(1), "database"), C(1).database)

@dataclass
class Base:
    x: int

    def __post_init__(self):
        self.seen = "base"

@dataclass
class Derived(Base):
    y: int

    def __post_init__(self):
        super().__post_init__()
        self.sum = self.x + self.y

d = Derived(1, 2)
print(d, d.seen, d.sum)
