"""Looks at live objects: signatures, members, documentation. What needs source files or frames is not here."""

from types import BuiltinFunctionType, FunctionType, MethodType

__all__ = [
    "BoundArguments", "Parameter", "Signature", "cleandoc", "get_annotations", "getcallargs", "getdoc", "getfullargspec",
    "getmembers", "getmodule", "getmro", "isabstract", "isbuiltin", "isclass", "iscode", "iscoroutine", "iscoroutinefunction",
    "isdatadescriptor", "isfunction", "isgenerator", "isgeneratorfunction", "isgetsetdescriptor", "ismemberdescriptor",
    "ismethod", "ismethoddescriptor", "ismodule", "isroutine", "istraceback", "isframe", "signature", "unwrap",
]


def __getattr__(name):
    if name in ("BoundArguments", "Parameter", "Signature", "signature", "_empty", "_ParameterKind", "getcallargs",
                "getfullargspec", "FullArgSpec", "formatannotation"):
        import _signature

        value = globals()[name] = getattr(_signature, name)
        return value
    if name in ("getsource", "getsourcelines", "getsourcefile", "getfile", "currentframe", "stack", "trace", "getframeinfo"):
        raise AttributeError(f"inspect.{name} is not supported: source files and frames cannot be reached from here")
    raise AttributeError(f"module 'inspect' has no attribute {name!r}")


def ismodule(object):
    import builtins

    return isinstance(object, type(builtins))


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, MethodType)


def isfunction(object):
    return isinstance(object, FunctionType)


def isbuiltin(object):
    return isinstance(object, BuiltinFunctionType)


def _is(object, name):
    import types

    return isinstance(object, getattr(types, name))


def iscode(object):
    return _is(object, "CodeType")


def isgenerator(object):
    return _is(object, "GeneratorType")


def istraceback(object):
    return _is(object, "TracebackType")


def isframe(object):
    return _is(object, "FrameType")


def ismemberdescriptor(object):
    return type(object).__name__ == "member_descriptor"


def isgetsetdescriptor(object):
    return type(object).__name__ == "getset_descriptor"


def ismethodwrapper(object):
    return type(object).__name__ == "method-wrapper"


def iscoroutine(object):
    return False


iscoroutinefunction = isasyncgen = isasyncgenfunction = isawaitable = iscoroutine


def _plain_function(f):
    """The function under methods and partials."""
    from functools import partial

    while True:
        if ismethod(f):
            f = f.__func__
        elif isinstance(f, partial):
            f = f.func
        else:
            return f


def isgeneratorfunction(obj):
    f = _plain_function(obj)
    return isfunction(f) and bool(f.__code__.co_flags & 0x20)


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), "__get__") and not hasattr(type(object), "__set__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), "__set__") or hasattr(type(object), "__delete__")


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", ()))


def getmro(cls):
    return cls.__mro__


def getmodule(object, _filename=None):
    """The module that defines the object, where modules can be reached."""
    import sys

    if ismodule(object):
        return object
    return getattr(sys, "modules", {}).get(getattr(object, "__module__", None))


def getmembers(object, predicate=None):
    """(name, value) for every attribute that `predicate` accepts, by name."""
    names = dir(object)
    if isclass(object):
        for base in object.__bases__:
            for name, value in base.__dict__.items():
                if type(value).__name__ == "DynamicClassAttribute":
                    names.append(name)
    results = []
    seen = set()
    for name in names:
        try:
            value = getattr(object, name)
            if name in seen:
                raise AttributeError
        except AttributeError:
            for base in object.__mro__ if isclass(object) else ():
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if predicate is None or predicate(value):
            results.append((name, value))
        seen.add(name)
    results.sort(key=lambda pair: pair[0])
    return results


def getattr_static(obj, attr, *default):
    """An attribute without descriptors, __getattr__ or __getattribute__ having a say."""
    places = obj.__mro__ if isclass(obj) else type(obj).__mro__
    own = None if isclass(obj) else getattr(obj, "__dict__", None)
    for names in ([own] if own is not None else []) + [base.__dict__ for base in places]:
        if attr in names:
            return names[attr]
    if default:
        return default[0]
    raise AttributeError(attr)


def unwrap(func, *, stop=None):
    """Follows `__wrapped__` to the innermost function."""
    seen = {id(func)}
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen or len(seen) > 1000:
            raise ValueError(f"wrapper loop when unwrapping {func!r}")
        seen.add(id(func))
    return func


def cleandoc(doc):
    """The docstring without the indentation that it has in the source."""
    lines = doc.expandtabs().split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines[1:] if line.lstrip()]
    margin = min(indents, default=0)
    lines = [lines[0].lstrip(), *(line[margin:] for line in lines[1:])]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    """The cleaned docstring of an object, its own or inherited; None if there is none."""
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None:
        doc = _inherited_doc(object)
    return cleandoc(doc) if isinstance(doc, str) else None


def _inherited_doc(obj):
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object and getattr(base, "__doc__", None) is not None:
                return base.__doc__
        return None
    if ismethod(obj):
        owner = obj.__self__ if isclass(obj.__self__) else type(obj.__self__)
    else:
        return None
    for base in owner.__mro__:
        doc = getattr(getattr(base, obj.__name__, None), "__doc__", None)
        if doc is not None:
            return doc
    return None


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """A new dict of the object's own annotations; with eval_str text is looked up."""
    if isclass(obj):
        annotations = obj.__dict__.get("__annotations__")
    elif ismodule(obj) or callable(obj):
        annotations = getattr(obj, "__annotations__", None)
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if annotations is None:
        return {}
    if not isinstance(annotations, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not eval_str:
        return dict(annotations)
    from _signature import evaluated

    return {name: evaluated(value, obj, globals, locals) for name, value in annotations.items()}
