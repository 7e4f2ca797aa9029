"""How functools.singledispatch chooses: the registry, and the method resolution order with abstract base classes put in."""

from abc import get_cache_token
from types import MappingProxyType, UnionType


class Registry:
    """Implementations by class, the default one under `object`; choices are cached until an ABC learns of a new class."""

    def __init__(self, default):
        self.implementations = {object: default}
        self.view = MappingProxyType(self.implementations)
        self.cache = {}
        self.token = None

    def dispatch(self, cls):
        if self.token is not None:
            current = get_cache_token()
            if self.token != current:
                self.cache.clear()
                self.token = current
        try:
            return self.cache[cls]
        except KeyError:
            pass
        implementation = self.implementations.get(cls) or _find_implementation(cls, self.implementations)
        self.cache[cls] = implementation
        return implementation

    def register(self, cls, func, register):
        if _is_dispatchable(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(
                    f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            cls, func = annotated_class(cls), cls
        for member in cls.__args__ if _is_union(cls) else (cls,):
            self.implementations[member] = func
            if self.token is None and hasattr(member, "__abstractmethods__"):
                self.token = get_cache_token()
        self.cache.clear()
        return func


def annotated_class(func):
    """The class that the first annotated parameter of `func` names."""
    annotations = getattr(func, "__annotations__", {})
    if not annotations:
        raise TypeError(
            f"Invalid first argument to `register()`: {func!r}. "
            f"Use either `@register(some_class)` or plain `@register` on an annotated function."
        )
    from typing import get_type_hints

    name, cls = next(iter(get_type_hints(func).items()))
    if not _is_dispatchable(cls):
        if _is_union(cls):
            raise TypeError(f"Invalid annotation for {name!r}. {cls!r} not all arguments are classes.")
        raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")
    return cls


def _is_union(cls):
    if isinstance(cls, UnionType):
        return True
    origin = getattr(cls, "__origin__", None)
    return getattr(origin, "_name", None) == "Union" and type(origin).__module__ == "typing"


def _is_dispatchable(cls):
    if isinstance(cls, type):
        return not hasattr(cls, "__origin__") or type(cls) is not type(list[int])
    return _is_union(cls) and all(isinstance(arg, type) for arg in cls.__args__)


def _find_implementation(cls, registry):
    mro = _compose_mro(cls, registry.keys())
    match = None
    for candidate in mro:
        if match is not None:
            # Two ABCs that apply equally, neither of them a real base: nothing says which is meant.
            if (candidate in registry and candidate not in cls.__mro__ and match not in cls.__mro__
                    and not issubclass(match, candidate)):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {candidate}")
            break
        if candidate in registry:
            match = candidate
    return registry.get(match)


def _compose_mro(cls, types):
    """`cls`'s order with those of `types` that it belongs to only virtually."""
    bases = set(cls.__mro__)

    def is_virtual_base(typ):
        return typ not in bases and hasattr(typ, "__mro__") and type(typ) is not type(list[int]) and issubclass(cls, typ)

    types = [typ for typ in types if is_virtual_base(typ)]

    def is_strict_base(typ):
        return any(typ != other and typ in other.__mro__ for other in types)

    types = [typ for typ in types if not is_strict_base(typ)]
    known = set(types)
    mro = []
    for typ in types:
        found = []
        for sub in typ.__subclasses__():
            if sub not in bases and issubclass(cls, sub):
                found.append([s for s in sub.__mro__ if s in known])
        if not found:
            mro.append(typ)
            continue
        found.sort(key=len, reverse=True)
        for sub in found:
            for subcls in sub:
                if subcls not in mro:
                    mro.append(subcls)
    return _c3_mro(cls, abcs=mro)


def _c3_mro(cls, abcs=()):
    """C3 linearisation with `abcs` inserted after the last explicit base that is itself abstract."""
    boundary = 0
    for i, base in enumerate(reversed(cls.__bases__)):
        if hasattr(base, "__abstractmethods__"):
            boundary = len(cls.__bases__) - i
            break
    abcs = list(abcs)
    explicit = list(cls.__bases__[:boundary])
    other = list(cls.__bases__[boundary:])
    abstract = []
    for base in abcs:
        if issubclass(cls, base) and not any(issubclass(b, base) for b in cls.__bases__):
            abstract.append(base)
    for base in abstract:
        abcs.remove(base)
    bases = explicit + abstract + other
    return _c3_merge([[cls]] + [_c3_mro(base, abcs=abcs) for base in bases] + [explicit, abstract, other])


def _c3_merge(sequences):
    result = []
    while True:
        sequences = [s for s in sequences if s]
        if not sequences:
            return result
        for candidate in (s[0] for s in sequences):
            if not any(candidate in s[1:] for s in sequences):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        result.append(candidate)
        for sequence in sequences:
            if sequence[0] == candidate:
                del sequence[0]
