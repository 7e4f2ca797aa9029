"""typing's smaller tools: overload, final, NewType, IO and others."""

from typing import Generic, TypeVar, Union


def _type_variable(name, *constraints, **options):
    variable = TypeVar(name, *constraints, **options)
    variable.__module__ = "typing"
    return variable


T = _type_variable("T")
KT = _type_variable("KT")
VT = _type_variable("VT")
T_co = _type_variable("T_co", covariant=True)
V_co = _type_variable("V_co", covariant=True)
VT_co = _type_variable("VT_co", covariant=True)
T_contra = _type_variable("T_contra", contravariant=True)
CT_co = _type_variable("CT_co", covariant=True, bound=type)
AnyStr = _type_variable("AnyStr", bytes, str)

_overloads = {}  # (module, qualname) to {first line: function}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module should "
        "always be followed by an implementation that is not @overload-ed.")


def overload(func):
    """Decorator of the signatures of a function that comes after them."""
    plain = getattr(func, "__func__", func)
    try:
        _overloads.setdefault((plain.__module__, plain.__qualname__), {})[plain.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """The signatures that overload() has been given for `func`."""
    plain = getattr(func, "__func__", func)
    return list(_overloads.get((plain.__module__, plain.__qualname__), {}).values())


def clear_overloads():
    _overloads.clear()


def final(f):
    """Decorator: marks what must not be overridden or subclassed."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def reveal_type(obj, /):
    import sys

    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def no_type_check(arg):
    """Decorator: annotations are not type hints."""
    if isinstance(arg, type):
        for key in dir(arg):
            obj = getattr(arg, key)
            if getattr(obj, "__qualname__", None) != f"{arg.__qualname__}.{getattr(obj, '__name__', None)}" or (
                    getattr(obj, "__module__", None) != arg.__module__):
                continue
            if isinstance(obj, type(no_type_check)):
                obj.__no_type_check__ = True
            if isinstance(obj, type):
                no_type_check(obj)
            elif hasattr(obj, "__func__"):
                obj.__func__.__no_type_check__ = True
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    from functools import wraps

    @wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))

    return wrapped_decorator


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, field_specifiers=(), **kwargs):
    """Decorator: tells type checkers that something works like dataclass."""

    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default, "kw_only_default": kw_only_default,
            "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn

    return decorator


class NewType:
    """NewType("UserId", int): a name for type checkers that returns its argument."""

    def __init__(self, name, tp):
        from _namespaces import caller_module

        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        module = caller_module(1)
        if module != "typing":
            self.__module__ = module

    def __call__(self, x, /):
        return x

    def __mro_entries__(self, bases):
        name = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError(
                    "Cannot subclass an instance of NewType. Perhaps you were looking for: "
                    f"`{cls.__name__} = NewType({cls.__name__!r}, {name})`")

        return (Dummy,)

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class IO(Generic[AnyStr]):
    """The type of file-like objects."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """The type of file-like objects of bytes."""

    __slots__ = ()


class TextIO(IO[str]):
    """The type of file-like objects of text."""

    __slots__ = ()


for _thing in (NewType, IO, BinaryIO, TextIO, overload, final):
    _thing.__module__ = "typing"
