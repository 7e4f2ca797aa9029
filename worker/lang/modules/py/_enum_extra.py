"""The rarer half of enum: verify() and the decorators that put members into a module."""

import enum
from _enum_flag import Flag, KEEP, _high_bit, _is_single_bit, _iter_bits_lsb
from enum import Enum, StrEnum


class EnumCheck(StrEnum):
    """What verify() can check."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


EnumCheck.__module__ = "enum"
CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Class decorator: checks an enumeration against the given EnumChecks."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                _check_unique(enumeration)
            elif check is CONTINUOUS:
                _check_continuous(enumeration)
            elif check is NAMED_FLAGS:
                _check_named_flags(enumeration)
        return enumeration


def _check_unique(enumeration):
    duplicates = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
    if duplicates:
        details = ", ".join(f"{alias} -> {name}" for alias, name in duplicates)
        raise ValueError(f"aliases found in {enumeration!r}: {details}")


def _check_continuous(enumeration):
    name = enumeration.__name__
    values = {member.value for member in enumeration}
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if issubclass(enumeration, Flag):
        wanted = (2 ** i for i in range(_high_bit(low) + 1, _high_bit(high)))
    elif issubclass(enumeration, int) or all(isinstance(value, int) for value in values):
        wanted = range(low + 1, high)
    else:
        raise Exception(f"verify: unknown type {type(enumeration)!r}")
    missing = sorted(i for i in wanted if i not in values)
    if missing:
        kind = "flag" if issubclass(enumeration, Flag) else "enum"
        raise ValueError(f"invalid {kind} {name!r}: missing values {', '.join(map(str, missing))}"[:256])


def _check_named_flags(enumeration):
    values = [member.value for member in enumeration]
    bad_names, missing = [], 0
    for name, alias in enumeration._member_map_.items():
        if name in enumeration._member_names_ or alias.value < 0:
            continue
        bits = list(_iter_bits_lsb(alias.value))
        absent = [bit for bit in bits if bit not in values]
        if absent:
            bad_names.append(name)
            for bit in absent:
                missing |= bit
    if not bad_names:
        return
    if len(bad_names) == 1:
        alias = f"alias {bad_names[0]} is missing"
    else:
        alias = f"aliases {', '.join(bad_names[:-1])} and {bad_names[-1]} are missing"
    value = f"value 0x{missing:x}" if _is_single_bit(missing) else f"combined values of 0x{missing:x}"
    raise ValueError(
        f"invalid Flag {enumeration.__name__!r}: {alias} {value} [use enum.show_flag_values(value) for details]")


def global_enum_repr(self):
    """`module.NAME`, for members that are also module globals."""
    module = self.__class__.__module__.split(".")[-1]
    return f"{module}.{self._name_}"


def global_flag_repr(self):
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    if _is_single_bit(self._value_):
        return f"{module}.{self._name_}"
    if self._boundary_ is not KEEP:
        return "|".join(f"{module}.{name}" for name in self.name.split("|"))
    names = []
    for name in self._name_.split("|"):
        names.append(name if name[0].isdigit() else f"{module}.{name}")
    return "|".join(names)


def global_str(self):
    return f"{self.__class__.__name__}({self._value_!r})" if self._name_ is None else self._name_


def global_enum(cls, update_str=False):
    """Class decorator: members show as `module.NAME` and are put into their module where that is reachable."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, enum.ReprEnum) or update_str:
        cls.__str__ = global_str
    from _namespaces import module_namespace

    namespace = module_namespace(cls.__module__)
    if namespace is not None:
        namespace.update(cls.__members__)
    return cls


def pickle_by_global_name(self, proto):
    return self.name


def pickle_by_enum_name(self, proto):
    return getattr, (self.__class__, self._name_)


def convert(cls, name, module, filter, source, boundary, as_global):
    """Enum._convert_: an enumeration of a module's constants that `filter` accepts."""
    from _namespaces import module_namespace

    module_globals = module_namespace(module)
    source = source.__dict__ if source else module_globals
    members = [(key, value) for key, value in source.items() if filter(key)]
    try:
        members.sort(key=lambda item: (item[1], item[0]))
    except TypeError:
        members.sort(key=lambda item: item[0])
    made = cls(name, members, module=module, boundary=boundary or KEEP)
    made.__reduce_ex__ = pickle_by_global_name
    if as_global:
        global_enum(made)
    else:
        module_globals.update(made.__members__)
    module_globals[name] = made
    return made


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Class decorator: an enumeration of type `etype` from a plain class."""

    def convert_class(cls):
        classdict = etype.__class__.__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ("__dict__", "__weakref__"):
                classdict[name] = value
        return type.__call__(etype.__class__, cls.__name__, (etype,), classdict, boundary=boundary)

    return convert_class


def _test_simple_enum(checked_enum, simple_enum):
    """TypeError if the two enumerations do not have the same members."""
    if [(n, m.value) for n, m in checked_enum.__members__.items()] != [
            (n, m.value) for n, m in simple_enum.__members__.items()]:
        raise TypeError(f"enum mismatch:\n   {checked_enum!r}\n   {simple_enum!r}")
