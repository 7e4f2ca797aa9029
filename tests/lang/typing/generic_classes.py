from typing import Dict, Generic, List, TypeVar

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V", bound=int)

class Box(Generic[T]):
    def __init__(self, item: T):
        self.item = item

class Pair(Generic[K, V]):
    pass

class IntBox(Box[int]):
    pass

class Both(Dict[K, V], Box[K]):
    pass

b = Box[int](3)
print(b.item, Box[int], Pair[str, int], Pair[K, int].__parameters__, IntBox.__orig_bases__, IntBox(4).item, Box.__parameters__)
print(b.__orig_class__, Box[List[T]][int], Both.__parameters__, Box[int] == Box[int], Box[int] == Box[str], issubclass(IntBox, Box), IntBox.__mro__)
for bad in (lambda: Box[int, str], lambda: Pair[int], lambda: Generic[int], lambda: Generic[T, T], lambda: Box[int][str], lambda: isinstance(b, Box[int]), lambda: Generic[()]):
    try:
        print(bad())
    except TypeError as error:
        print(error)
try:
    class Bad(Generic):
        pass
except TypeError as error:
    print(error)
try:
    class Bad2(Generic[T], List[K]):
        pass
except TypeError as error:
    print(error)
