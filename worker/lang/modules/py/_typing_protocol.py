"""typing's protocols: classes that others belong to by what they have."""

import abc
import typing
from abc import ABCMeta, abstractmethod
from typing import Generic, TypeVar

_NOT_MEMBERS = frozenset((
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__final__", "__init__", "__module__", "__new__",
    "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__", "__parameters__", "__orig_bases__", "__orig_class__",
    "_is_protocol", "_is_runtime_protocol", "__match_args__", "__static_attributes__", "_abc_impl", "_MutableMapping__marker",
))


def _get_protocol_attrs(cls):
    """The names that a class must have to belong to the protocol."""
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        annotations = getattr(base, "__annotations__", {})
        for name in (*base.__dict__, *annotations):
            if not name.startswith("_abc_") and name not in _NOT_MEMBERS:
                names.add(name)
    return names


def _is_callable_members_only(cls):
    return all(callable(getattr(cls, name, None)) for name in _get_protocol_attrs(cls))


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        is_protocol = getattr(cls, "_is_protocol", False)
        if is_protocol and not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if (not is_protocol or _is_callable_members_only(cls)) and issubclass(instance.__class__, cls):
            return True
        if is_protocol and all(
                hasattr(instance, name) and (
                    not callable(getattr(cls, name, None)) or getattr(instance, name) is not None)
                for name in _get_protocol_attrs(cls)):
            return True
        abc._indirect += 1
        try:
            return super().__instancecheck__(instance)
        finally:
            abc._indirect -= 1


def _refuse_instances(self, *args, **kwargs):
    """The __init__ of protocols; a class that only inherits it gets the next real one of its bases instead."""
    cls = type(self)
    if getattr(cls, "_is_protocol", False):
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _refuse_instances:
        return
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _refuse_instances)
        if init is not _refuse_instances:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


_ALLOWED_BASES = {
    "collections.abc": ("Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "Hashable", "Sized", "Container",
                        "Collection", "Reversible"),
    "contextlib": ("AbstractContextManager", "AbstractAsyncContextManager"),
}


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of protocol classes."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = _subclass_hook(cls)
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not (base in (object, Generic) or base.__name__ in _ALLOWED_BASES.get(base.__module__, ())
                    or issubclass(base, Generic) and getattr(base, "_is_protocol", False)):
                raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        if cls.__init__ is Protocol.__init__:
            cls.__init__ = _refuse_instances


Protocol.__module__ = "typing"
typing.Protocol = Protocol  # what follows subscripts it, and typing must know it by then


def _subclass_hook(cls):
    def hook(other):
        if not cls.__dict__.get("_is_protocol", False):
            return NotImplemented
        if not getattr(cls, "_is_runtime_protocol", False):
            if abc._indirect:
                return NotImplemented
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if not _is_callable_members_only(cls):
            if abc._indirect:
                return NotImplemented
            raise TypeError("Protocols with non-method members don't support issubclass()")
        if not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        return True if all(_has_member(other, name) for name in _get_protocol_attrs(cls)) else NotImplemented

    return hook


def _has_member(cls, name):
    for base in cls.__mro__:
        if name in base.__dict__:
            return base.__dict__[name] is not None
        if (name in getattr(base, "__annotations__", {}) and issubclass(cls, Generic)
                and getattr(cls, "_is_protocol", False)):
            return True
    return False


def runtime_checkable(cls):
    """Class decorator: isinstance() and issubclass() work with the protocol, by the presence of its members."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


T_co = TypeVar("T_co", covariant=True)
T_co.__module__ = "typing"


def _supports(name, method, doc, generic=False):
    def stub(self):
        pass

    stub.__name__, stub.__qualname__ = method, f"{name}.{method}"
    bases = (Protocol[T_co],) if generic else (Protocol,)
    from types import new_class

    cls = new_class(name, bases, {}, lambda namespace: namespace.update(
        {"__slots__": (), "__doc__": doc, "__module__": "typing", method: abstractmethod(stub)}))
    return runtime_checkable(cls)


SupportsInt = _supports("SupportsInt", "__int__", "An ABC with one abstract method __int__.")
SupportsFloat = _supports("SupportsFloat", "__float__", "An ABC with one abstract method __float__.")
SupportsComplex = _supports("SupportsComplex", "__complex__", "An ABC with one abstract method __complex__.")
SupportsBytes = _supports("SupportsBytes", "__bytes__", "An ABC with one abstract method __bytes__.")
SupportsIndex = _supports("SupportsIndex", "__index__", "An ABC with one abstract method __index__.")
SupportsAbs = _supports(
    "SupportsAbs", "__abs__", "An ABC with one abstract method __abs__ that is covariant in its return type.", True)
SupportsRound = _supports(
    "SupportsRound", "__round__", "An ABC with one abstract method __round__ that is covariant in its return type.", True)
