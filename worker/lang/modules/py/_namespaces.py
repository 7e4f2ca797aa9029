"""Which module a piece of code belongs to, and what that module's names are, as far as a job can see."""

import builtins
import sys


def caller_module(depth, default="__main__"):
    """The `__name__` of the module that called, `depth` frames above the asking function; `default` where frames cannot be seen."""
    getframe = getattr(sys, "_getframe", None)
    if getframe is None:
        return default
    try:
        return getframe(depth + 1).f_globals.get("__name__", default)
    except ValueError:
        return default


def module_namespace(name):
    """The globals of the loaded module `name`; None if they cannot be reached."""
    modules = getattr(sys, "modules", None)
    if modules is not None:
        return getattr(modules.get(name), "__dict__", None)
    if name == "builtins":
        return builtins.__dict__
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
