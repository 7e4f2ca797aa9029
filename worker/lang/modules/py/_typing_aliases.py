"""typing's deprecated aliases: List, Dict, Callable, Iterable and the others, each made when it is first named."""

from typing import (
    _BaseGenericAlias, _GenericAlias, _check_generic, _is_param_expr, _type_check, _type_convert, _type_repr, _unpack_args,
)


class _SpecialGenericAlias(_BaseGenericAlias, _root=True):
    """A deprecated alias such as List, not subscripted: `nparams` parameters, any number if negative."""

    __iter__ = None

    def __init__(self, origin, nparams, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        module = "builtins" if origin.__module__ == "builtins" else origin.__module__
        self.__doc__ = f"A generic version of {module}.{origin.__qualname__}." if origin.__module__ != "builtins" else (
            f"A generic version of {origin.__qualname__}.")

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        parameters = tuple(_type_check(p, "Parameters to generic types must be types.") for p in parameters)
        _check_generic(self, parameters, self._nparams)
        return self.copy_with(parameters)

    def copy_with(self, parameters):
        return _GenericAlias(self.__origin__, parameters, name=self._name, inst=self._inst)

    def __repr__(self):
        return f"typing.{self._name}"

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name


class _CallableGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        return f"typing.Callable[[{', '.join(map(_type_repr, args[:-1]))}], {_type_repr(args[-1])}]"


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, parameters):
        return _CallableGenericAlias(self.__origin__, parameters, name=self._name, inst=self._inst, _paramspec_tvars=True)

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple) or len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = parameters
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if isinstance(args, list):
            args = tuple(args)
        if not isinstance(args, tuple):
            return self.copy_with((args if args is ... else _type_convert(args), result))
        return self.copy_with((*(_type_convert(arg) for arg in _unpack_args(args)), result))


class _TupleType(_SpecialGenericAlias, _root=True):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if len(parameters) >= 2 and parameters[-1] is ...:
            checked = (*(_type_check(p, "Tuple[t, ...]: t must be a type.") for p in parameters[:-1]), ...)
        else:
            checked = tuple(_type_check(p, "Tuple[t0, t1, ...]: each t must be a type.") for p in parameters)
        return self.copy_with(checked)


for _cls in (_SpecialGenericAlias, _CallableGenericAlias, _CallableType, _TupleType):
    _cls.__module__ = "typing"

_BUILTIN_ALIASES = {"List": (list, 1), "Dict": (dict, 2), "Set": (set, 1), "FrozenSet": (frozenset, 1), "Type": (type, 1)}
_COLLECTION_ALIASES = {"DefaultDict": ("defaultdict", 2), "OrderedDict": ("OrderedDict", 2), "Counter": ("Counter", 1),
                       "ChainMap": ("ChainMap", 2), "Deque": ("deque", 1)}
_ABC_ALIASES = {
    "Hashable": 0, "Awaitable": 1, "Coroutine": 3, "AsyncIterable": 1, "AsyncIterator": 1, "Iterable": 1, "Iterator": 1,
    "Reversible": 1, "Sized": 0, "Container": 1, "Collection": 1, "MutableSet": 1, "Mapping": 2, "MutableMapping": 2,
    "Sequence": 1, "MutableSequence": 1, "ByteString": 0, "MappingView": 1, "KeysView": 1, "ItemsView": 2, "ValuesView": 1,
    "Generator": 3, "AsyncGenerator": 2,
}


def deprecated_alias(name):
    """The alias of that name, or None."""
    if name in _BUILTIN_ALIASES:
        origin, nparams = _BUILTIN_ALIASES[name]
        return _SpecialGenericAlias(origin, nparams, inst=name == "Type", name=name)
    if name == "Tuple":
        return _TupleType(tuple, -1, inst=False, name="Tuple")
    if name in _COLLECTION_ALIASES:
        import collections

        origin, nparams = _COLLECTION_ALIASES[name]
        return _SpecialGenericAlias(getattr(collections, origin), nparams, name=name)
    if name in ("Pattern", "Match"):
        import re

        return _SpecialGenericAlias(getattr(re, name), 1, name=name)
    if name in ("ContextManager", "AsyncContextManager"):
        import contextlib

        return _SpecialGenericAlias(getattr(contextlib, "Abstract" + name), 1, name=name)
    if name not in _ABC_ALIASES and name not in ("Callable", "AbstractSet"):
        return None
    from collections import abc

    if name == "Callable":
        return _CallableType(abc.Callable, 2)
    if name == "AbstractSet":
        return _SpecialGenericAlias(abc.Set, 1, name=name)
    return _SpecialGenericAlias(getattr(abc, name), _ABC_ALIASES[name], name=name)
