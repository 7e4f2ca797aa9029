"""Which module a piece of code belongs to, and what that module's names are, as far as a job can see."""

import builtins
import sys


def caller_module(depth):
    """The `__name__` of the module `depth` frames above the asking function; "__main__" where frames cannot be seen."""
    getframe = getattr(sys, "_getframe", None)
    if getframe is None:
        return "__main__"
    try:
        return getframe(depth + 1).f_globals.get("__name__", "__main__")
    except ValueError:
        return "__main__"


def module_namespace(name):
    """The globals of the loaded module `name`; None if they cannot be reached."""
    modules = getattr(sys, "modules", None)
    if modules is not None:
        return getattr(modules.get(name), "__dict__", None)
    load = getattr(builtins, "__import__", None)
    if load is None or "." in name:
        return None
    try:
        return load(name).__dict__
    except ImportError:
        return None


def class_namespace(cls):
    """The globals of the module that the class is defined in; None if they cannot be reached."""
    namespace = module_namespace(cls.__module__)
    if namespace is not None:
        return namespace
    for value in cls.__dict__.values():
        names = getattr(getattr(value, "__func__", value), "__globals__", None)
        if names is not None and names.get("__name__") == cls.__module__:
            return names
    return None
