"""Type hints at run time.

Here are the special forms, generic aliases, type variables and Generic. Protocols, records (NamedTuple, TypedDict), forward
references and the deprecated aliases are made when they are first named, so that a program that only writes Optional pays for
that.
"""

from types import GenericAlias, UnionType

__all__ = [
    "Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic", "Literal", "Optional",
    "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "TypeVarTuple", "Union", "AbstractSet", "ByteString", "Container",
    "ContextManager", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping", "MappingView",
    "MutableMapping", "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView", "Awaitable", "AsyncIterator",
    "AsyncIterable", "Coroutine", "Collection", "AsyncGenerator", "AsyncContextManager", "Reversible", "SupportsAbs",
    "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound", "ChainMap",
    "Counter", "Deque", "Dict", "DefaultDict", "List", "OrderedDict", "Set", "FrozenSet", "NamedTuple", "TypedDict",
    "Generator", "BinaryIO", "IO", "Match", "Pattern", "TextIO", "AnyStr", "assert_type", "assert_never", "cast",
    "clear_overloads", "dataclass_transform", "final", "get_args", "get_origin", "get_overloads", "get_type_hints",
    "is_typeddict", "LiteralString", "Never", "NewType", "no_type_check", "no_type_check_decorator", "NoReturn",
    "NotRequired", "overload", "ParamSpecArgs", "ParamSpecKwargs", "Required", "reveal_type", "runtime_checkable", "Self",
    "Text", "TYPE_CHECKING", "TypeAlias", "TypeGuard", "Unpack",
]

TYPE_CHECKING = False
Text = str

_HOMES = {
    "_typing_protocol": (
        "Protocol", "runtime_checkable", "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex",
        "SupportsInt", "SupportsRound", "_ProtocolMeta", "_get_protocol_attrs"),
    "_typing_records": ("NamedTuple", "NamedTupleMeta", "TypedDict", "is_typeddict", "_TypedDictMeta", "_NamedTuple"),
    "_typing_hints": ("ForwardRef", "get_type_hints", "_eval_type"),
    "_typing_more": (
        "overload", "get_overloads", "clear_overloads", "final", "assert_type", "assert_never", "reveal_type",
        "no_type_check", "no_type_check_decorator", "dataclass_transform", "NewType", "IO", "TextIO", "BinaryIO",
        "AnyStr", "T", "KT", "VT", "T_co", "V_co", "VT_co", "T_contra", "CT_co"),
}


def __getattr__(name):
    for home, names in _HOMES.items():
        if name in names:
            value = getattr(_load(home), name)
            break
    else:
        if name not in __all__:
            raise AttributeError(f"module 'typing' has no attribute {name!r}")
        from _typing_aliases import deprecated_alias

        value = deprecated_alias(name)
        if value is None:
            raise AttributeError(f"module 'typing' has no attribute {name!r}")
    globals()[name] = value
    return value


def _load(home):
    if home == "_typing_protocol":
        import _typing_protocol as module
    elif home == "_typing_records":
        import _typing_records as module
    elif home == "_typing_hints":
        import _typing_hints as module
    else:
        import _typing_more as module
    return module


def _lazy(name):
    return globals().get(name) or __getattr__(name)


def _type_repr(obj):
    """The repr of a type as the reprs of generic types show it."""
    if isinstance(obj, GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        if obj.__module__ == "builtins":
            return obj.__qualname__
        return f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, type(_type_repr)):
        return obj.__name__
    return repr(obj)


def _is_generic_base(arg):
    return arg is Generic or "Protocol" in globals() and arg is Protocol


def _type_convert(arg, module=None, *, allow_special_forms=False):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return _lazy("ForwardRef")(arg, module=module, is_class=allow_special_forms)
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False):
    """`arg` as a type (None and text converted); TypeError for what can be no type argument."""
    arg = _type_convert(arg, module, allow_special_forms=allow_special_forms)
    if isinstance(arg, _GenericAlias):
        origin = arg.__origin__
        if _is_generic_base(origin) or not allow_special_forms and (
                origin is ClassVar or is_argument and origin is Final):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg
    if isinstance(arg, type) and not _is_generic_base(arg):
        return arg
    if isinstance(arg, _SpecialForm):
        if arg in (LiteralString, NoReturn, Never, Self, TypeAlias):
            return arg
        if allow_special_forms and arg in (ClassVar, Final):
            return arg
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if _is_generic_base(arg):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


def _is_param_expr(arg):
    return arg is ... or isinstance(arg, (tuple, list)) or isinstance(arg, (ParamSpec, _ConcatenateGenericAlias))


def _is_unpacked(arg):
    return isinstance(arg, _GenericAlias) and arg.__origin__ is Unpack or (
        isinstance(arg, GenericAlias) and getattr(arg, "__unpacked__", False))


def _is_unpacked_typevartuple(arg):
    return not isinstance(arg, type) and getattr(arg, "__typing_is_unpacked_typevartuple__", False)


def _collect_parameters(args):
    """The type variables in `args`, each once, in order of first appearance."""
    parameters = []
    for arg in args:
        if isinstance(arg, type):
            found = ()
        elif isinstance(arg, tuple):
            found = _collect_parameters(arg)
        elif hasattr(arg, "__typing_subst__"):
            found = (arg,)
        else:
            found = getattr(arg, "__parameters__", ())
        for parameter in found:
            if parameter not in parameters:
                parameters.append(parameter)
    return tuple(parameters)


def _check_generic(cls, parameters, expected):
    if not expected:
        raise TypeError(f"{cls} is not a generic class")
    if len(parameters) != expected:
        raise TypeError(
            f"Too {'many' if len(parameters) > expected else 'few'} arguments for {cls}; "
            f"actual {len(parameters)}, expected {expected}")


def _unpack_args(args):
    """`args` with every *tuple[A, B] replaced by A, B."""
    result = []
    for arg in args:
        inner = getattr(arg, "__typing_unpacked_tuple_args__", None)
        if inner is not None and not (inner and inner[-1] is ...):
            result.extend(inner)
        else:
            result.append(arg)
    return result


class _Final:
    """Mixin of classes that cannot be subclassed."""

    __slots__ = ()

    def __init_subclass__(cls, /, *args, **kwds):
        if "_root" not in kwds:
            raise TypeError("Cannot subclass special typing classes")


class _SpecialForm(_Final, _root=True):
    # A name with a meaning of its own, such as Union; `getitem` is what subscription does.
    __slots__ = ("_name", "__doc__", "_getitem")
    __iter__ = None  # else __getitem__ would make it iterable

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Compatible with every type."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls, *args, **kwargs)


def _plain_form(name, doc):
    def getitem(self, parameters):
        raise TypeError(f"{self} is not subscriptable")

    getitem.__name__, getitem.__doc__ = name, doc
    return _SpecialForm(getitem)


NoReturn = _plain_form("NoReturn", "The return type of functions that never return.")
Never = _plain_form("Never", "The type that has no values.")
Self = _plain_form("Self", "The type of the enclosing class.")
LiteralString = _plain_form("LiteralString", "Any literal string.")
TypeAlias = _plain_form("TypeAlias", "Marks an assignment as a type alias.")


def _one_type_form(name, doc):
    def getitem(self, parameters):
        item = _type_check(parameters, f"{self} accepts only single type.", allow_special_forms=name == "Required")
        return _GenericAlias(self, (item,))

    getitem.__name__, getitem.__doc__ = name, doc
    return _SpecialForm(getitem)


ClassVar = _one_type_form("ClassVar", "Marks class variables.")
Final = _one_type_form("Final", "Marks names that are not assigned again.")
TypeGuard = _one_type_form("TypeGuard", "The return type of functions that narrow the type of their argument.")
Required = _one_type_form("Required", "Marks a key of a TypedDict as required.")
NotRequired = _one_type_form("NotRequired", "Marks a key of a TypedDict as potentially missing.")


@_SpecialForm
def Union(self, parameters):
    """Union[X, Y] means either X or Y."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    members = []
    for p in parameters:
        p = _type_check(p, "Union[arg, ...]: each arg must be a type.")
        for member in p.__args__ if isinstance(p, (_UnionGenericAlias, UnionType)) else (p,):
            if member not in members:
                members.append(member)
    if len(members) == 1:
        return members[0]
    return _UnionGenericAlias(self, tuple(members), name="Optional" if len(members) == 2 and type(None) in members else None)


@_SpecialForm
def Optional(self, parameters):
    """Optional[X] is Union[X, None]."""
    return Union[_type_check(parameters, f"{self} requires a single type."), type(None)]


@_SpecialForm
def Literal(self, parameters):
    """Literal["r", "w"] means one of these values."""
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for p in parameters:
        flat.extend(p.__args__ if isinstance(p, _LiteralGenericAlias) else (p,))
    try:
        flat = [value for value, _ in dict.fromkeys((p, type(p)) for p in flat)]
    except TypeError:
        pass  # unhashable: kept as they are
    return _LiteralGenericAlias(self, tuple(flat))


@_SpecialForm
def Concatenate(self, parameters):
    """Used with Callable and ParamSpec: parameters that are added in front."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    parameters = (*(_type_check(p, "Concatenate[arg, ...]: each arg must be a type.") for p in parameters[:-1]),
                  parameters[-1])
    return _ConcatenateGenericAlias(self, parameters, _paramspec_tvars=True)


@_SpecialForm
def Unpack(self, parameters):
    """Unpack[Ts] is *Ts."""
    return _UnpackGenericAlias(self, (_type_check(parameters, f"{self} accepts only single type."),))


def _is_dunder(attr):
    return attr.startswith("__") and attr.endswith("__")


class _BaseGenericAlias(_Final, _root=True):
    """What List[int] and List have in common: stands for `__origin__` and forwards to it."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        entries = []
        if self.__origin__ not in bases:
            entries.append(self.__origin__)
        later = bases[bases.index(self) + 1:]
        if not any(isinstance(b, _BaseGenericAlias) or isinstance(b, type) and issubclass(b, Generic) for b in later):
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, attr):
        if attr in ("__name__", "__qualname__") and "_name" in self.__dict__:
            return self._name or self.__origin__.__name__
        if "__origin__" in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if _is_dunder(attr) or attr in ("_name", "_inst", "_nparams", "_paramspec_tvars", "_typevar_types"):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        return sorted({*super().__dir__(), *(attr for attr in dir(self.__origin__) if not _is_dunder(attr))})

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


class _GenericAlias(_BaseGenericAlias, _root=True):
    """A subscripted generic: `__origin__` with `__args__`."""

    def __init__(self, origin, args, *, inst=True, name=None, _paramspec_tvars=False):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = args
        self.__parameters__ = _collect_parameters(args)
        self._paramspec_tvars = _paramspec_tvars
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __getitem__(self, args):
        if _is_generic_base(self.__origin__):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if not isinstance(args, tuple):
            args = (args,)
        args = _unpack_args(_type_convert(arg) for arg in args)
        return self.copy_with(self._substituted(tuple(args)))

    def _substituted(self, args):
        parameters = self.__parameters__
        for parameter in parameters:
            prepare = getattr(parameter, "__typing_prepare_subst__", None)
            if prepare is not None:
                args = prepare(self, args)
        if len(args) != len(parameters):
            raise TypeError(
                f"Too {'many' if len(args) > len(parameters) else 'few'} arguments for {self}; "
                f"actual {len(args)}, expected {len(parameters)}")
        return tuple(self._replaced(self.__args__, dict(zip(parameters, args))))

    def _replaced(self, old_args, by_parameter):
        new_args = []
        for old in old_args:
            if isinstance(old, type):
                new_args.append(old)
                continue
            substitute = getattr(old, "__typing_subst__", None)
            if substitute is not None:
                new = substitute(by_parameter[old])
            else:
                new = old
                subargs = []
                for parameter in getattr(old, "__parameters__", ()):
                    if isinstance(parameter, TypeVarTuple):
                        subargs.extend(by_parameter[parameter])
                    else:
                        subargs.append(by_parameter[parameter])
                if subargs or getattr(old, "__parameters__", ()):
                    new = old[tuple(subargs)]
            if isinstance(old, tuple):
                new_args.append(tuple(self._replaced(old, by_parameter)))
            elif isinstance(new, tuple) and self._is_callable() or _is_unpacked_typevartuple(old):
                new_args.extend(new)
            else:
                new_args.append(new)
        return new_args

    def _is_callable(self):
        return getattr(self.__origin__, "__module__", None) == "collections.abc" and self.__origin__.__name__ == "Callable"

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst,
                              _paramspec_tvars=self._paramspec_tvars)

    def __repr__(self):
        name = f"typing.{self._name}" if self._name else _type_repr(self.__origin__)
        return f"{name}[{', '.join(map(_type_repr, self.__args__)) or '()'}]"

    def __reduce__(self):
        from operator import getitem

        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return getitem, (_lazy(self._name) if self._name else self.__origin__, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if "Protocol" in globals() and Protocol in bases:
                return ()
            if any(isinstance(b, _BaseGenericAlias) and b is not self for b in bases[bases.index(self) + 1:]):
                return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


class _UnionGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def copy_with(self, parameters):
        return Union[parameters]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2:
            if args[0] is type(None):
                return f"typing.Optional[{_type_repr(args[1])}]"
            if args[1] is type(None):
                return f"typing.Optional[{_type_repr(args[0])}]"
        return f"typing.Union[{', '.join(map(_type_repr, args))}]"

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        from operator import getitem

        return getitem, (Union, self.__args__)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return set(self._typed_values()) == set(other._typed_values())

    def __hash__(self):
        return hash(frozenset(self._typed_values()))

    def _typed_values(self):
        return ((value, type(value)) for value in self.__args__)


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def copy_with(self, parameters):
        if isinstance(parameters[-1], (list, tuple)):
            return (*parameters[:-1], *parameters[-1])
        if isinstance(parameters[-1], _ConcatenateGenericAlias):
            parameters = (*parameters[:-1], *parameters[-1].__args__)
        return super().copy_with(parameters)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return "*" + repr(self.__args__[0])

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if isinstance(arg, (_GenericAlias, GenericAlias)):
            if arg.__origin__ is not tuple:
                raise TypeError("Unpack[...] must be used with a tuple type")
            return arg.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_GenericAlias, _root=True):
    """Annotated[origin, *metadata]; everything else is the origin's."""

    __iter__ = None

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin)
        self.__metadata__ = metadata

    def copy_with(self, parameters):
        return _AnnotatedAlias(parameters[0], self.__metadata__)

    def __repr__(self):
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in ("__name__", "__qualname__"):
            return "Annotated"
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __reduce__(self):
        from operator import getitem

        return getitem, (Annotated, (self.__origin__, *self.__metadata__))


class Annotated:
    """Annotated[T, x, ...]: the type T with metadata."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError(
                "Annotated[...] should be used with at least two arguments (a type and an annotation).")
        if _is_unpacked(params[0]):
            raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
        origin = _type_check(params[0], "Annotated[t, ...]: t must be a type.", allow_special_forms=True)
        return _AnnotatedAlias(origin, tuple(params[1:]))

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f"Cannot subclass {cls.__module__}.Annotated")


from _typing_variables import ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeVar, TypeVarTuple  # which need all of the above


class Generic:
    """Base of classes with type parameters: class Box(Generic[T])."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple(_type_convert(p) for p in params)
        if _is_generic_base(cls):
            if not params:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            if not all(isinstance(p, (TypeVar, ParamSpec)) or _is_unpacked_typevartuple(p) for p in params):
                raise TypeError(
                    f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.")
            if len(set(params)) != len(params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _GenericAlias(cls, params, _paramspec_tvars=True)
        own = cls.__parameters__
        for parameter in own:
            prepare = getattr(parameter, "__typing_prepare_subst__", None)
            if prepare is not None:
                params = prepare(cls, params)
        _check_generic(cls, params, len(own))
        args = []
        for parameter, arg in zip(own, params):
            if isinstance(parameter, TypeVarTuple):
                args.extend(arg)
            else:
                args.append(arg)
        return _GenericAlias(cls, tuple(args), _paramspec_tvars=True)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__")
        if Generic in (cls.__bases__ if bases is None else bases) and (
                bases is not None or cls.__name__ != "Protocol" and type(cls).__name__ != "_TypedDictMeta"):
            raise TypeError("Cannot inherit from plain Generic")
        variables = ()
        if bases is not None:
            variables = _collect_parameters(bases)
            declared = None
            for base in bases:
                if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                    if declared is not None:
                        raise TypeError("Cannot inherit from Generic[...] multiple types.")
                    declared = base.__parameters__
            if declared is not None:
                missing = [t for t in variables if t not in declared]
                if missing:
                    raise TypeError(
                        f"Some type variables ({', '.join(map(str, missing))}) are not listed in "
                        f"Generic[{', '.join(map(str, declared))}]")
                variables = declared
        cls.__parameters__ = variables


def cast(typ, val):
    """Returns `val` unchanged."""
    return val


def get_origin(tp):
    """The unsubscripted type: get_origin(List[int]) is list; None if there is none."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return UnionType if isinstance(tp, UnionType) else None


def get_args(tp):
    """The arguments of a subscripted type, as they were written."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        origin = tp.__origin__
        if getattr(origin, "__module__", None) == "collections.abc" and origin.__name__ == "Callable" and not (
                len(args) == 2 and _is_param_expr(args[0])):
            return list(args[:-1]), args[-1]
        return args
    return tp.__args__ if isinstance(tp, UnionType) else ()
