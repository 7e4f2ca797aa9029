from enum import Enum, IntFlag
from collections import Counter

class C(Enum):
    A = [1, 2]
    B = {"k": 1}

print(C([1, 2]), C({"k": 1}), C.A.value)
print(Counter([C.A, C.B, C.A])[C.A], sorted(C, key=lambda m: m.name), {m: i for i, m in enumerate(C)})
try:
    C([3])
except ValueError as error:
    print(error)
try:
    C.A < C.B
except TypeError as error:
    print(error)
print([n for n in dir(C) if not n.startswith("_")], C.A.__class__, C.A._name_, C.A._value_)
match C.A:
    case C.B:
        print("B")
    case C.A:
        print("A")
