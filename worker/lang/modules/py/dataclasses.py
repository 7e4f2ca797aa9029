"""Dataclasses: classes whose methods follow from their annotated fields."""

import _dataclass_methods as _methods

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict", "astuple",
    "make_dataclass", "replace", "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    pass


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()

_FIELD = _methods._Sentinel("_FIELD")
_FIELD_CLASSVAR = _methods._Sentinel("_FIELD_CLASSVAR")
_FIELD_INITVAR = _methods._Sentinel("_FIELD_INITVAR")
_HAS_DEFAULT_FACTORY = _methods.HAS_DEFAULT_FACTORY

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_EMPTY_METADATA = type(type.__dict__)({})  # a read-only view of nothing
_GenericAlias = type(list[int])


class InitVar:
    """InitVar[T]: a parameter of __init__ that goes to __post_init__ and is no attribute."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type) and not isinstance(self.type, _GenericAlias):
            return f"dataclasses.InitVar[{self.type.__name__}]"
        return f"dataclasses.InitVar[{self.type!r}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of one field; made by field()."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only",
                 "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else type(type.__dict__)(metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        names = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only",
                 "_field_type")
        running = _running_reprs
        if id(self) in running:
            return "..."
        running.add(id(self))
        try:
            shown = [f"{name}={getattr(self, name)!r}" if name != "_field_type" else f"_field_type={self._field_type}"
                     for name in names]
        finally:
            running.discard(id(self))
        return f"Field({','.join(shown)})"

    def __set_name__(self, owner, name):
        set_name = getattr(type(self.default), "__set_name__", None)
        if set_name:
            set_name(self.default, owner, name)

    __class_getitem__ = classmethod(_GenericAlias)


_running_reprs = set()


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        return f"_DataclassParams({','.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Describes a field whose options are not the usual ones."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_classvar(annotation):
    """Whether it is typing.ClassVar, plain or subscripted; asked so that typing need not be loaded."""
    origin = getattr(annotation, "__origin__", annotation)
    return type(origin).__module__ == "typing" and getattr(origin, "_name", None) == "ClassVar"


def _is_initvar(annotation):
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation):
    return annotation is KW_ONLY


def _leading_word(text):
    text = text.lstrip()
    end = 0
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[:end], text[end:].lstrip()


def _text_names(annotation, cls, is_kind, name):
    """Whether the annotation text begins with `name` or `module.name`, as the class's module means it where that can be seen."""
    prefix, rest = _leading_word(annotation)
    last = prefix
    if rest.startswith("."):
        last, _ = _leading_word(rest[1:])
    else:
        prefix = None
    from _namespaces import class_namespace

    namespace = class_namespace(cls)
    if namespace is None:
        return last == name
    if prefix is not None:
        namespace = getattr(namespace.get(prefix), "__dict__", {})
    return is_kind(namespace.get(last))


def _is_kind(annotation, cls, is_kind, name):
    return is_kind(annotation) or isinstance(annotation, str) and _text_names(annotation, cls, is_kind, name)


def _make_field(cls, name, annotation, default_kw_only):
    """The Field for one annotation of the class body, checked."""
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if type(default).__name__ == "member_descriptor":
            default = MISSING  # a slot of that name
        f = Field(default, MISSING, True, True, None, True, None, MISSING)
    f.name = name
    f.type = annotation
    f._field_type = _FIELD
    if _is_kind(annotation, cls, _is_classvar, "ClassVar"):
        f._field_type = _FIELD_CLASSVAR
    elif _is_kind(annotation, cls, _is_initvar, "InitVar"):
        f._field_type = _FIELD_INITVAR
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f"field {f.name} cannot have a default factory")
    if f._field_type is not _FIELD_CLASSVAR:
        if f.kw_only is MISSING:
            f.kw_only = default_kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f"field {f.name} is a ClassVar but specifies kw_only")
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(
            f"mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory")
    return f


def _inherited_fields(cls, frozen):
    """The fields of all bases, nearest last; checks that frozen and other dataclasses are not mixed."""
    inherited = {}
    any_frozen = has_dataclass_base = False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is not None:
            has_dataclass_base = True
            inherited.update(base_fields)
            any_frozen = any_frozen or getattr(base, _PARAMS).frozen
    return inherited, has_dataclass_base, any_frozen


def _own_fields(cls, kw_only):
    annotations = cls.__dict__.get("__annotations__", {})
    own = []
    seen_kw_only = False
    for name, annotation in annotations.items():
        if _is_kind(annotation, cls, _is_kw_only, "KW_ONLY"):
            if seen_kw_only:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_kw_only = kw_only = True
        else:
            own.append(_make_field(cls, name, annotation, kw_only))
    for f in own:
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return own


def _set_new(cls, function):
    """Gives the class a method unless its body has one of that name; True if it has."""
    name = function.__name__
    if name in cls.__dict__:
        return True
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    function.__module__ = cls.__module__
    setattr(cls, name, function)
    return False


def _add_init(cls, all_fields, frozen, slots):
    taking = [f for f in all_fields if f._field_type is not _FIELD_CLASSVAR]
    std_fields = [f for f in taking if f.init and not f.kw_only]
    kw_fields = [f for f in taking if f.init and f.kw_only]
    seen_default = False
    for f in std_fields:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {f.name!r} follows default argument")
    initvars = tuple(f.name for f in taking if f._field_type is _FIELD_INITVAR)
    _set_new(cls, _methods.make_init(
        f"{cls.__qualname__}.__init__", taking, std_fields, kw_fields, initvars, hasattr(cls, "__post_init__"), frozen, slots,
        MISSING))


def _add_comparisons(cls, fields, eq, order):
    compared = [f for f in fields if f.compare]
    if eq:
        _set_new(cls, _methods.make_eq(compared))
    if order:
        for method in _methods.make_order(compared):
            if _set_new(cls, method):
                raise TypeError(
                    f"Cannot overwrite attribute {method.__name__} in class {cls.__name__}. "
                    "Consider using functools.total_ordering")


def _add_hash(cls, fields, unsafe_hash, eq, frozen, has_explicit_hash):
    hashed = [f for f in fields if (f.compare if f.hash is None else f.hash)]
    if unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        make = True
    elif not eq or has_explicit_hash:
        return
    else:
        make = frozen
    if make:
        function = _methods.make_hash(hashed)
        function.__qualname__ = f"{cls.__qualname__}.__hash__"
        cls.__hash__ = function
    else:
        cls.__hash__ = None


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    all_fields, has_dataclass_base, any_frozen_base = _inherited_fields(cls, frozen)
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen))
    for f in _own_fields(cls, kw_only):
        all_fields[f.name] = f
    if has_dataclass_base:
        if any_frozen_base and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not any_frozen_base and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, all_fields)
    class_hash = cls.__dict__.get("__hash__", MISSING)
    has_explicit_hash = not (class_hash is MISSING or class_hash is None and "__eq__" in cls.__dict__)
    if order and not eq:
        raise ValueError("eq must be true if order is true")

    everything = list(all_fields.values())
    fields = [f for f in everything if f._field_type is _FIELD]
    home = [cls]
    if init:
        _add_init(cls, everything, frozen, slots)
    if repr:
        _set_new(cls, _methods.make_repr([f for f in fields if f.repr]))
    _add_comparisons(cls, fields, eq, order)
    if frozen:
        for method in _methods.make_frozen(home, fields, FrozenInstanceError):
            if _set_new(cls, method):
                raise TypeError(f"Cannot overwrite attribute {method.__name__} in class {cls.__name__}")
    _add_hash(cls, fields, unsafe_hash, eq, frozen, has_explicit_hash)
    _describe(cls, everything)
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(
            f.name for f in everything if f.init and not f.kw_only and f._field_type is not _FIELD_CLASSVAR)
    if slots:
        cls = home[0] = _with_slots(cls, frozen, weakref_slot)
    elif weakref_slot:
        raise TypeError("weakref_slot is True but slots is False")
    if hasattr(cls, "__abstractmethods__"):
        from abc import update_abstractmethods

        update_abstractmethods(cls)
    return cls


def _describe(cls, all_fields):
    if getattr(cls, "__doc__", None):
        return
    init = cls.__init__
    if hasattr(init, "__parameters_record__"):
        cls.__doc__ = _methods.describe(cls.__name__, init)
        return
    from inspect import signature

    try:
        cls.__doc__ = cls.__name__ + str(signature(cls)).replace(" -> None", "")
    except (TypeError, ValueError):
        cls.__doc__ = cls.__name__


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__", ())
    if slots is None:
        return ()
    if hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return (slots,) if isinstance(slots, str) else slots


def _get_state(self):
    return [getattr(self, f.name) for f in fields(self)]


def _set_state(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _with_slots(cls, frozen, weakref_slot):
    """A copy of the class with __slots__: slots cannot be added to a class that exists."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = tuple(f.name for f in fields(cls))
    inherited = {name for base in cls.__mro__[1:-1] for name in _slots_of(base)}
    wanted = (*names, "__weakref__") if weakref_slot else names
    namespace["__slots__"] = tuple(name for name in wanted if name not in inherited)
    for name in (*names, "__dict__", "__weakref__"):
        namespace.pop(name, None)
    qualname = getattr(cls, "__qualname__", None)
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        cls.__qualname__ = qualname
    if frozen:
        if "__getstate__" not in namespace:
            cls.__getstate__ = _get_state
        if "__setstate__" not in namespace:
            cls.__setstate__ = _set_state
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    """Class decorator: adds __init__, __repr__, __eq__ and others that follow from the annotated fields."""

    def wrap(cls):
        return _process_class(
            cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """The fields of a dataclass or of an instance of one, as a tuple of Field objects."""
    try:
        known = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in known.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) and not isinstance(obj, _GenericAlias) else type(obj)
    return hasattr(cls, _FIELDS)


_ATOMIC = frozenset((int, float, complex, bool, str, bytes, type(None), type(...), type(NotImplemented), type, range))


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict, recursively through dataclasses, lists, tuples and dicts."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, lambda obj, convert: dict_factory([(f.name, convert(getattr(obj, f.name))) for f in fields(obj)]))


def astuple(obj, *, tuple_factory=tuple):
    """The fields as a tuple, recursively through dataclasses, lists, tuples and dicts."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _convert(obj, lambda obj, convert: tuple_factory([convert(getattr(obj, f.name)) for f in fields(obj)]))


def _convert(obj, make):
    def convert(obj):
        kind = type(obj)
        if kind in _ATOMIC:
            return obj
        if hasattr(kind, _FIELDS):
            return make(obj, convert)
        if isinstance(obj, tuple) and hasattr(obj, "_fields"):
            return kind(*[convert(value) for value in obj])
        if isinstance(obj, (list, tuple)):
            return kind(convert(value) for value in obj)
        if isinstance(obj, dict):
            return kind((convert(key), convert(value)) for key, value in obj.items())
        from copy import deepcopy

        return deepcopy(obj)

    return convert(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """A new dataclass from names, (name, type) pairs or (name, type, field) triples."""
    from keyword import iskeyword
    from types import new_class

    body = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, "typing.Any"
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, body[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation
    body["__annotations__"] = annotations
    cls = new_class(cls_name, bases, {}, lambda ns: ns.update(body))
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new object of the same type with some fields changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(
                    f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
