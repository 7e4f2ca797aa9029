"""Enumerations.

A class body's members are kept apart by the namespace that EnumType.__prepare__ gives, and made when the class itself exists but
before __init_subclass__ runs. Flags (_enum_flag) and the rarer decorators (_enum_extra) are loaded when they are first named.
"""

import builtins as _builtins
from types import DynamicClassAttribute, MappingProxyType

__all__ = [
    "EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique", "property",
    "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "global_flag_repr",
    "global_enum_repr", "global_str", "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE",
]

_FLAG_NAMES = {"Flag", "IntFlag", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "_iter_bits_lsb", "_high_bit",
               "_is_single_bit", "show_flag_values", "bin"}
_EXTRA_NAMES = {"verify", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "global_flag_repr", "global_enum_repr",
                "global_str", "global_enum", "_simple_enum", "_test_simple_enum", "pickle_by_global_name",
                "pickle_by_enum_name"}


def __getattr__(name):
    if name in _FLAG_NAMES:
        import _enum_flag as home
    elif name in _EXTRA_NAMES:
        import _enum_extra as home
    else:
        raise AttributeError(f"module 'enum' has no attribute {name!r}")
    value = globals()[name] = getattr(home, name)
    return value


class nonmember:
    """Protects an attribute of an enum body from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Forces an attribute of an enum body to become a member."""

    def __init__(self, value):
        self.value = value


class _Unset:
    def __repr__(self):
        return "_auto_null"


_unset = _Unset()


class auto:
    """Replaced by the next value, which _generate_next_value_ chooses."""

    def __init__(self, value=_unset):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class property(DynamicClassAttribute):
    """A property that lets the class have a member of the same name."""

    member = None
    _inherited = None  # what a base class has under this name: ("attr" or "desc", the base)

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
        if self.fget is not None:
            return self.fget(instance)
        if self._inherited is not None:
            kind, base = self._inherited
            return getattr(base if kind == "attr" else instance._value_, self.name)
        if self.member is not None:
            return self.member
        raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


def _is_descriptor(obj):
    return hasattr(obj, "__get__") or hasattr(obj, "__set__") or hasattr(obj, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_private(class_name, name):
    start = f"_{class_name}__"
    return name.startswith(start) and len(name) > len(start) and not name.endswith("__")


def _is_nested_class(class_name, obj):
    return isinstance(obj, type) and class_name is not None and (
        obj.__qualname__ == f"{class_name}.{obj.__name__}" or obj.__qualname__.endswith(f".{class_name}.{obj.__name__}"))


def _warn_of_nested_class():
    import warnings

    warnings.warn(
        "In 3.13 classes created inside an enum will not become a member.  "
        "Use the `member` decorator to keep the current behavior.", DeprecationWarning, stacklevel=3)


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


_KNOWN_SUNDERS = frozenset((
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_",
    "_iter_member_by_value_", "_iter_member_by_def_",
))


class _EnumDict(dict):
    """The namespace of an enum's body: knows which names are members, in order, and gives auto() its value."""

    def __init__(self, class_name=None):
        super().__init__()
        self._class_name = class_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._generate_next_value = None

    def __setitem__(self, key, value):
        if _is_private(self._class_name, key):
            pass
        elif _is_sunder(key):
            value = self._set_sunder(key, value)
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            elif _is_nested_class(self._class_name, value):
                _warn_of_nested_class()
            value = self._resolved(key, value)
            self._member_names[key] = None
        super().__setitem__(key, value)

    def _set_sunder(self, key, value):
        if key not in _KNOWN_SUNDERS:
            raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        if key == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate_next_value = getattr(value, "__func__", value)
        elif key == "_ignore_":
            value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        return value

    def _resolved(self, key, value):
        """`value` with every auto() in it, bare or in a tuple, replaced; what auto() counts on from is noted."""
        if isinstance(value, auto):
            return self._next_value(key, value)
        if type(value) is tuple and any(isinstance(item, auto) for item in value):
            return tuple(self._next_value(key, item) if isinstance(item, auto) else item for item in value)
        self._last_values.append(value)
        return value

    def _next_value(self, key, item):
        if item.value is _unset:
            item.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
            self._auto_called = True
        self._last_values.append(item.value)
        return item.value

    def update(self, members, **more_members):
        pairs = members.items() if hasattr(members, "keys") else members
        for name, value in pairs:
            self[name] = value
        for name, value in more_members.items():
            self[name] = value


class _MemberMaker:
    """First in a new class's namespace: its __set_name__ makes the members when the class exists."""

    def __init__(self, members):
        self.members = members
        self.error = None

    def __set_name__(self, cls, name):
        type.__delattr__(cls, name)
        try:
            for member_name, value in self.members.items():
                _add_member(cls, member_name, value)
        except Exception as error:
            self.error = error
            raise


def _make_member(cls, name, value):
    member_type = cls._member_type_
    args = value if isinstance(value, tuple) else (value,)
    if member_type is tuple:
        args = (args,)
    made = cls._new_member_(cls, *args) if cls._use_args_ else cls._new_member_(cls)
    if not hasattr(made, "_value_"):
        if member_type is object:
            made._value_ = value
        else:
            try:
                made._value_ = member_type(*args)
            except Exception as error:
                raise TypeError("_value_ not set in __new__, unable to create it") from error
    made._name_ = name
    made.__objclass__ = cls
    made.__init__(*args)
    made._sort_order_ = len(cls._member_names_)
    return made


def _find_equal_member(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        pass
    for existing in cls._member_map_.values():
        if existing._value_ == value:
            return existing
    return None


def _add_member(cls, name, value):
    made = _make_member(cls, name, value)
    value = made._value_
    existing = _find_equal_member(cls, value)
    if existing is not None:
        made = existing
    elif cls._is_canonical(value):
        cls._member_names_.append(name)
    cls._note_value(value)
    type.__setattr__(cls, name, _redirect(cls, name, made) or made)
    cls._member_map_[name] = made
    try:
        cls._value2member_map_.setdefault(value, made)
    except TypeError:
        pass  # unhashable: found by comparison


def _redirect(cls, name, made):
    """A property that gives the member on the class and what a base defines on instances; None if no base does."""
    descriptor = kind = owner = None
    for base in cls.__mro__[1:]:
        attr = base.__dict__.get(name)
        if attr is None:
            continue
        if isinstance(attr, DynamicClassAttribute):
            descriptor, kind, owner = attr, "enum", base
            break
        if _is_descriptor(attr):
            descriptor, kind, owner = attr, kind or "desc", owner or base
        else:
            kind, owner = "attr", base
    if descriptor is None:
        return None
    redirect = property()
    redirect.member = made
    redirect.__set_name__(cls, name)
    redirect.fget = getattr(descriptor, "fget", None)
    redirect.fset = getattr(descriptor, "fset", None)
    redirect.fdel = getattr(descriptor, "fdel", None)
    if kind != "enum":
        redirect._inherited = (kind, owner)
    return redirect


class EnumType(type):
    """The metaclass of enums."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")
        namespace = _EnumDict(cls)
        first_enum = _mixins(cls, bases)[1]
        if first_enum is not None:
            namespace["_generate_next_value_"] = getattr(first_enum, "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        classdict.setdefault("_ignore_", []).append("_ignore_")
        for key in classdict["_ignore_"]:
            classdict.pop(key, None)
        member_names = classdict._member_names
        bad = set(member_names) & {"mro", ""}
        if bad:
            raise ValueError(f"invalid enum member name(s) {','.join(map(repr, bad))}")
        order = classdict.pop("_order_", None)
        generate = classdict.get("_generate_next_value_")
        namespace = dict(classdict)
        maker = _MemberMaker({name: namespace.pop(name) for name in member_names})
        if generate is not None and not isinstance(generate, staticmethod):
            namespace["_generate_next_value_"] = staticmethod(generate)
        member_type, first_enum = _mixins(cls, bases)
        new, save_new, use_args = _find_new(namespace, member_type, first_enum)
        namespace = {
            "_make_members_": maker,
            **namespace,
            "_new_member_": new,
            "_use_args_": use_args,
            "_member_names_": [],
            "_member_map_": {},
            "_value2member_map_": {},
            "_member_type_": member_type,
            "_value_repr_": _find_value_repr(bases),
            "_boundary_": boundary or getattr(first_enum, "_boundary_", None),
            "_flag_mask_": 0,
            "_singles_mask_": 0,
            "_all_bits_": 0,
            "_inverted_": None,
        }
        error = None
        try:
            enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        except Exception:
            error = maker.error
            if error is None:
                raise
        if error is not None:  # type.__new__ may have wrapped what a member's __new__ or __init__ raised
            raise error
        _fix_methods(enum_class, classdict, bases, member_type, first_enum)
        if first_enum is not None:
            if save_new:
                type.__setattr__(enum_class, "__new_member__", new)
            type.__setattr__(enum_class, "__new__", Enum.__new__)
            enum_class._finish_class(classdict)
        if order is not None:
            _check_order(enum_class, order)
        return enum_class

    def __init__(cls, *args, **kwds):
        pass

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """Looks a member up by value, or, with `names`, makes a new enumeration."""
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            import warnings

            warnings.warn(
                "in 3.12 __contains__ will no longer raise TypeError, but will return True or\n"
                "False depending on whether the value is a member or the value of a member",
                DeprecationWarning, stacklevel=2)
            raise TypeError(
                f"unsupported operand type(s) for 'in': '{type(member).__qualname__}' and "
                f"'{cls.__class__.__qualname__}'")
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __getattr__(cls, name):
        try:
            return cls.__dict__["_member_map_"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__", "__module__",
                 "__name__", "__qualname__", *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        if cls._member_type_ is not object:
            names.update(dir(cls._member_type_))
        return sorted(names)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    @_builtins.property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return f"<enum {cls.__name__!r}>"

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            original, names, last_values = names, [], []
            for count, name in enumerate(original):
                value = cls._generate_next_value_(name, start, count, last_values[:])
                last_values.append(value)
                names.append((name, value))
        for item in names if names is not None else ():
            name, value = (item, names[item]) if isinstance(item, str) else item
            classdict[name] = value
        if module is None:
            from _namespaces import caller_module

            module = caller_module(2)
        classdict["__module__"] = module
        if qualname is not None:
            classdict["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        from _enum_extra import convert

        return convert(cls, name, module, filter, source, boundary, as_global)


EnumMeta = EnumType


def _is_native(cls):
    """Whether the class is the interpreter's own, whose namespace need not list what it can."""
    return "__module__" not in cls.__dict__


def _definer(cls, name):
    """The class in whose namespace `name` is found first; a native class counts as having it."""
    for base in cls.__mro__:
        if name in base.__dict__ or _is_native(base):
            return base
    return object


def _mixins(class_name, bases):
    """The data type that members are built on (object if none) and the enum that is extended (the last base)."""
    if not bases:
        return object, None
    first_enum = bases[-1]
    if not isinstance(first_enum, EnumType):
        raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
    return _data_type(class_name, bases) or object, first_enum


def _data_type(class_name, bases):
    data_types = []
    for chain in bases:
        candidate = None
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                if base._member_type_ is not object:
                    data_types.append(base._member_type_)
                    break
            elif "__new__" in base.__dict__ or _is_native(base) or "__dataclass_fields__" in base.__dict__:
                data_types.append(candidate or base)
                break
            else:
                candidate = candidate or base
    data_types = list(dict.fromkeys(data_types))
    if len(data_types) > 1:
        raise TypeError(f"too many data types for {class_name!r}: {set(data_types)!r}")
    return data_types[0] if data_types else None


def _find_value_repr(bases):
    for chain in bases:
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                return base._value_repr_
            if "__repr__" in base.__dict__:
                return base.__dict__["__repr__"]
    return None


def _find_new(namespace, member_type, first_enum):
    """How members are made: (callable, whether the class defined it itself, whether it takes the value's arguments)."""
    new = namespace.get("__new__")
    if new is not None:
        return getattr(new, "__func__", new), first_enum is not None, first_enum is not None
    for name in ("__new_member__", "__new__"):
        for possible in (member_type, first_enum):
            if possible is None:
                continue
            definer = _definer(possible, name)
            if definer is object or name == "__new_member__" and name not in definer.__dict__:
                continue
            new = getattr(definer, name)
            if new is not _enum_new:
                return new, False, first_enum is not None
    return object.__new__, False, False


def _fix_methods(cls, classdict, bases, member_type, first_enum):
    """The mixed-in data type must not bring its own repr and friends, except where ReprEnum asks for them."""
    set_attribute = type.__setattr__
    if first_enum is None:
        return
    if "ReprEnum" in globals() and ReprEnum in bases:
        if member_type is object:
            raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
        if "__format__" not in classdict:
            set_attribute(cls, "__format__", member_type.__format__)
            classdict["__format__"] = member_type.__format__
        if "__str__" not in classdict:
            method = member_type.__str__
            if method is object.__str__:
                method = member_type.__repr__
            set_attribute(cls, "__str__", method)
            classdict["__str__"] = method
    for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
        if name not in classdict and _definer(cls, name) in member_type.__mro__:
            set_attribute(cls, name, getattr(first_enum, name))


def _check_order(cls, order):
    if isinstance(order, str):
        order = order.replace(",", " ").split()
    names = cls._member_names_
    aliases = cls._member_map_.keys() - set(names)
    order = [name for name in order if name not in aliases]
    if order != names:
        raise TypeError(f"member order does not match _order_:\n  {names!r}\n  {order!r}")


def _enum_new(cls, value):
    """Enum.__new__: finds a member by value; every enum class gets it when its members have been made."""
    if type(value) is cls:
        return value
    found = _find_equal_member(cls, value)
    if found is not None:
        return found
    if not cls._member_map_:
        raise TypeError(f"{cls!r} has no members defined")
    error = None
    try:
        result = cls._missing_(value)
    except Exception as raised:
        error, result = raised, None
    if error is None:
        if isinstance(result, cls) or cls._may_eject(result):
            return result
        invalid = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if result is None:
            raise invalid
        error = TypeError(
            f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")
        error.__context__ = invalid
    elif not isinstance(error, ValueError):
        error.__context__ = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    raise error


class Enum(metaclass=EnumType):
    """Base class of enumerations."""

    __new__ = _enum_new

    @classmethod
    def _is_canonical(cls, value):
        return True

    @classmethod
    def _note_value(cls, value):
        pass

    @classmethod
    def _finish_class(cls, classdict):
        pass

    @classmethod
    def _may_eject(cls, result):
        return False

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            if last_values[-1] == sorted(last_values)[-1]:
                return last_values[-1] + 1
        except TypeError:
            pass
        import warnings

        warnings.warn(
            "In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be sortable and support adding "
            "+1\nand the value returned will be the largest value in the enum incremented by 1",
            DeprecationWarning, stacklevel=3)
        for value in reversed(last_values):
            try:
                return value + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        value_repr = self.__class__._value_repr_ or repr
        return f"<{self.__class__.__name__}.{self._name_}: {value_repr(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        names = set()
        if self.__class__._member_type_ is not object:
            names = set(object.__dir__(self))
        names.update(name for name in getattr(self, "__dict__", ()) if name[0] != "_")
        for cls in self.__class__.mro():
            for name, obj in cls.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(obj, property) and obj.fget is not None or name not in self._member_map_:
                    names.add(name)
                elif isinstance(obj, property):
                    names.discard(name)
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__"} | names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @property
    def value(self):
        """The value of the Enum member."""
        return self._value_


class ReprEnum(Enum):
    """Only the repr is Enum's; str and format are the mixed-in data type's."""


class IntEnum(int, ReprEnum):
    """Enum where members are also (and must be) ints."""


class StrEnum(str, ReprEnum):
    """Enum where members are also (and must be) strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f"encoding must be a string, not {values[1]!r}")
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError(f"errors must be a string, not {values[2]!r}")
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


def unique(enumeration):
    """Class decorator that refuses aliases."""
    duplicates = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
    if duplicates:
        details = ", ".join(f"{alias} -> {name}" for alias, name in duplicates)
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration
