import typing
from typing import Callable, Deque, DefaultDict, Dict, List, OrderedDict, Type

print(isinstance([], List), isinstance({}, Dict), issubclass(list, List), isinstance(len, Callable), isinstance(int, Type))
for bad in (lambda: List(), lambda: Dict[int], lambda: Callable[int], lambda: Callable[int, str]):
    try:
        print(bad())
    except TypeError as error:
        print(error)
print(DefaultDict(int), Deque([1]), OrderedDict(a=1), DefaultDict[str, int](list))
class L(List[int]):
    pass
print(L([1, 2]), L.__mro__, L.__orig_bases__)
from typing import *
print(Sequence[int], SupportsRound, AsyncIterator[int], AbstractSet[int], ItemsView[int, str])
