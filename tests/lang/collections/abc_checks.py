from collections.abc import (Callable, Collection, Container, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, MutableMapping,
                             MutableSequence, MutableSet, Reversible, Sequence, Set, Sized, Generator, ByteString, ValuesView)

values = [1, 1.5, "s", b"b", [1], (1,), {1}, frozenset(), {1: 2}, range(3), iter([]), (x for x in ()), len, {}.keys(), {}.items(), {}.values(), None]
for cls in (Callable, Collection, Container, Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet, Reversible,
            Sequence, Set, Sized, Generator, ByteString, KeysView, ItemsView, ValuesView):
    print(cls.__name__, "".join("x" if isinstance(v, cls) else "." for v in values))
print(issubclass(dict, Mapping), issubclass(list, Sequence), issubclass(str, Iterable), issubclass(int, Sized))

class Duck:
    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())

    def __contains__(self, x):
        return False

print(isinstance(Duck(), Collection), isinstance(Duck(), Sized), isinstance(Duck(), Sequence))

class NotHashable:
    __hash__ = None

print(isinstance(NotHashable(), Hashable), Callable[[int], str], Iterable[int], Mapping[str, int])
