"""typing's forward references and get_type_hints()."""

import builtins
from types import GenericAlias, UnionType
from typing import NotRequired, Required, Unpack, _AnnotatedAlias, _Final, _GenericAlias, _type_check

from _annotation_text import evaluate, parse
from _namespaces import class_namespace, module_namespace


def _module_globals(name):
    return module_namespace(name) or {}


class ForwardRef(_Final, _root=True):
    """A type that was named by text and is looked up later."""

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            tree = parse(arg)
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None
        self.__forward_arg__ = arg
        self.__forward_code__ = tree
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, recursive_guard):
        if self.__forward_arg__ in recursive_guard:
            return self
        if self.__forward_evaluated__ and localns is globalns:
            return self.__forward_value__
        if globalns is None and localns is None:
            globalns = localns = {}
        elif globalns is None:
            globalns = localns
        elif localns is None:
            localns = globalns
        if self.__forward_module__ is not None:
            module = self.__forward_module__
            globalns = _module_globals(module) if isinstance(module, str) else getattr(module, "__dict__", globalns)

        def lookup(name):
            for namespace in (localns, globalns):
                if name in namespace:
                    return namespace[name]
            if hasattr(builtins, name):
                return getattr(builtins, name)
            raise NameError(f"name {name!r} is not defined", name=name) if _NAMED_ERRORS else NameError(
                f"name {name!r} is not defined")

        value = _type_check(
            evaluate(self.__forward_code__, lookup), "Forward references must evaluate to types.",
            is_argument=self.__forward_is_argument__, allow_special_forms=self.__forward_is_class__)
        self.__forward_value__ = _eval_type(value, globalns, localns, recursive_guard | {self.__forward_arg__})
        self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return (self.__forward_arg__ == other.__forward_arg__
                    and self.__forward_value__ == other.__forward_value__)
        return (self.__forward_arg__ == other.__forward_arg__
                and self.__forward_module__ == other.__forward_module__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        from typing import Union

        return Union[self, other]

    def __ror__(self, other):
        from typing import Union

        return Union[other, self]

    def __repr__(self):
        module = f", module={self.__forward_module__!r}" if self.__forward_module__ is not None else ""
        return f"ForwardRef({self.__forward_arg__!r}{module})"


ForwardRef.__module__ = "typing"
_NAMED_ERRORS = hasattr(NameError(), "name")


def _eval_type(t, globalns, localns, recursive_guard=frozenset()):
    """`t` with every forward reference in it looked up."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, recursive_guard)
    if not isinstance(t, (_GenericAlias, GenericAlias, UnionType)):
        return t
    if isinstance(t, GenericAlias):
        args = tuple(ForwardRef(arg) if isinstance(arg, str) else arg for arg in t.__args__)
        if getattr(t, "__unpacked__", False):
            t = Unpack[t.__origin__[args]]
        elif any(old is not new for old, new in zip(args, t.__args__)):
            t = GenericAlias(t.__origin__, args)
    evaluated = tuple(_eval_type(arg, globalns, localns, recursive_guard) for arg in t.__args__)
    if evaluated == t.__args__:
        return t
    return _with_args(t, evaluated)


def _with_args(t, args):
    if isinstance(t, GenericAlias):
        return GenericAlias(t.__origin__, args)
    if isinstance(t, UnionType):
        union = args[0]
        for arg in args[1:]:
            union = union | arg
        return union
    return t.copy_with(args)


def _strip_annotations(t):
    """`t` without Annotated, Required and NotRequired."""
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if getattr(t, "__origin__", None) in (Required, NotRequired) and isinstance(t, _GenericAlias):
        return _strip_annotations(t.__args__[0])
    if isinstance(t, (_GenericAlias, GenericAlias, UnionType)):
        args = tuple(_strip_annotations(arg) for arg in t.__args__)
        return t if args == t.__args__ else _with_args(t, args)
    return t


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class (with its bases'), function or module, with text evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            base_globals = (class_namespace(base) or {}) if globalns is None else globalns
            base_locals = dict(vars(base)) if localns is None else localns
            if localns is None and globalns is None:
                base_globals, base_locals = base_locals, base_globals  # the class's own names hide the module's last
            annotations = base.__dict__.get("__annotations__", {})
            if not isinstance(annotations, dict):
                annotations = {}
            for name, value in annotations.items():
                value = type(None) if value is None else value
                if isinstance(value, str):
                    value = ForwardRef(value, is_argument=False, is_class=True)
                hints[name] = _eval_type(value, base_globals, base_locals)
        return hints if include_extras else {name: _strip_annotations(t) for name, t in hints.items()}
    if globalns is None:
        globalns = _globals_of(obj)
        if localns is None:
            localns = globalns
    elif localns is None:
        localns = globalns
    annotations = getattr(obj, "__annotations__", None)
    if annotations is None:
        if callable(obj) and isinstance(obj, _ANNOTATABLE):
            return {}
        raise TypeError(f"{obj!r} is not a module, class, method, or function.")
    is_module = isinstance(obj, type(builtins))
    for name, value in annotations.items():
        value = type(None) if value is None else value
        if isinstance(value, str):
            value = ForwardRef(value, is_argument=not is_module, is_class=False)
        hints[name] = _eval_type(value, globalns, localns)
    return hints if include_extras else {name: _strip_annotations(t) for name, t in hints.items()}


_ANNOTATABLE = (type(_strip_annotations), type(len), type([].append), type(str.join), type(object.__init__),
                type(object().__str__))


def _globals_of(obj):
    if isinstance(obj, type(builtins)):
        return obj.__dict__
    while hasattr(obj, "__wrapped__"):
        obj = obj.__wrapped__
    if hasattr(obj, "__parameters_record__"):  # a generated method: its text is the class's
        return _module_globals(obj.__module__)
    return getattr(obj, "__globals__", {})
