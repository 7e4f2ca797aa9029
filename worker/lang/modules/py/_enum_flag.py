"""enum's Flag and IntFlag: members that combine bit by bit."""

import builtins
from enum import EnumType, ReprEnum, Enum, StrEnum


class FlagBoundary(StrEnum):
    """What to do with bits that no member has."""

    STRICT = "strict"  # ValueError
    CONFORM = "conform"  # dropped
    EJECT = "eject"  # the result is a plain int
    KEEP = "keep"  # kept


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _is_single_bit(num):
    return num > 0 and num & (num - 1) == 0


def _high_bit(value):
    return value.bit_length() - 1


def _iter_bits_lsb(num):
    if isinstance(num, Enum):
        num = num.value
    if num < 0:
        raise ValueError(f"{num!r} is not a positive integer")
    while num:
        bit = num & -num
        yield bit
        num ^= bit


def show_flag_values(value):
    return list(_iter_bits_lsb(value))


def bin(num, max_bits=None):
    """Like builtins.bin, with a sign bit apart: 0b0 1010 is 10, 0b1 0110 is -10."""
    ceiling = 2 ** num.bit_length()
    if num >= 0:
        s = builtins.bin(num + ceiling).replace("1", "0", 1)
    else:
        s = builtins.bin(~num ^ (ceiling - 1) + ceiling)
    sign, digits = s[:3], s[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return f"{sign} {digits}"


class Flag(Enum, boundary=STRICT):
    """Members that support & | ^ ~."""

    _numeric_repr_ = repr

    @classmethod
    def _is_canonical(cls, value):
        return not isinstance(value, int) or _is_single_bit(value)

    @classmethod
    def _note_value(cls, value):
        if isinstance(value, int):
            cls._flag_mask_ |= value
            if _is_single_bit(value):
                cls._singles_mask_ |= value
            cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1

    @classmethod
    def _finish_class(cls, classdict):
        if "Flag" in globals():
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in classdict:
                    type.__setattr__(cls, name, Flag.__dict__[name])
        values = [member._value_ for member in cls]
        try:
            in_order = values == sorted(values)
        except TypeError:
            in_order = True
        if not in_order:
            type.__setattr__(cls, "_iter_member_", cls._iter_member_by_def_)

    @classmethod
    def _may_eject(cls, result):
        return cls._boundary_ is EJECT and isinstance(result, int)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return start if start is not None else 1
        last_value = max(last_values)
        try:
            return 2 ** (_high_bit(last_value) + 1)
        except Exception:
            raise TypeError(f"invalid flag value {last_value!r}") from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            member = cls._value2member_map_.get(bit)
            if member is not None:
                yield member

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda member: member._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """The pseudo-member for a combination of bits, made on first use and then kept."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, all_bits = cls._flag_mask_, cls._all_bits_
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if cls._boundary_ is EJECT:
                return value
            value = cls._bounded(value)
        negative = None
        if value < 0:
            negative = value
            value = all_bits + 1 + value
        unknown = value & ~mask
        if unknown and cls._boundary_ is not KEEP:
            raise ValueError(f"{cls.__name__}({value!r}) -->  unknown values {unknown!r} [{bin(unknown)}]")
        pseudo = cls._pseudo_member(value)
        # setdefault, because making it may have run code that made it too
        pseudo = cls._value2member_map_.setdefault(value, pseudo)
        if negative is not None:
            cls._value2member_map_[negative] = pseudo
        return pseudo

    @classmethod
    def _bounded(cls, value):
        if cls._boundary_ is STRICT:
            max_bits = max(value.bit_length(), cls._flag_mask_.bit_length())
            raise ValueError(
                f"{cls!r} invalid value {value!r}\n    given {bin(value, max_bits)}\n"
                f"  allowed {bin(cls._flag_mask_, max_bits)}")
        if cls._boundary_ is CONFORM:
            return value & cls._flag_mask_
        if cls._boundary_ is KEEP:
            return max(cls._all_bits_ + 1, 2 ** value.bit_length()) + value if value < 0 else value
        raise ValueError(f"{cls!r} unknown flag boundary {cls._boundary_!r}")

    @classmethod
    def _pseudo_member(cls, value):
        member_type = cls._member_type_
        pseudo = object.__new__(cls) if member_type is object else member_type.__new__(cls, value)
        if not hasattr(pseudo, "_value_"):
            pseudo._value_ = value
        members = [member for member in cls._iter_member_(value) if member._name_ is not None]
        covered = 0
        for member in members:
            covered |= member._value_
        for alias in cls._member_map_.values():  # several bits, some of which no member has alone
            if alias not in members and alias._value_ & value == alias._value_ and alias._value_ & ~covered:
                members.append(alias)
                covered |= alias._value_
        names = [member._name_ for member in members]
        unknown = value & ~covered
        if names:
            if unknown:
                names.append(cls._numeric_repr_(unknown))
            pseudo._name_ = "|".join(names)
        else:
            pseudo._name_ = None
        return pseudo

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                f"{self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        value = (self.__class__._value_repr_ or repr)(self._value_)
        if self._name_ is None:
            return f"<{self.__class__.__name__}: {value}>"
        return f"<{self.__class__.__name__}.{self._name_}: {value}>"

    def __str__(self):
        if self._name_ is None:
            return f"{self.__class__.__name__}({self._value_!r})"
        return f"{self.__class__.__name__}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _operand(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return NotImplemented

    def __or__(self, other):
        value = self._operand(other)
        return value if value is NotImplemented else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._operand(other)
        return value if value is NotImplemented else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._operand(other)
        return value if value is NotImplemented else self.__class__(self._value_ ^ value)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
        return self._inverted_


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Members are ints too; an operation with an int gives an IntFlag."""


def _flag_class_repr(cls):
    return f"<flag {cls.__name__!r}>" if issubclass(cls, Flag) else f"<enum {cls.__name__!r}>"


EnumType.__repr__ = _flag_class_repr

for _name in ("Flag", "IntFlag", "FlagBoundary"):
    globals()[_name].__module__ = "enum"
