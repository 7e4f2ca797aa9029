"""Decimal arithmetic with a precision and rules of rounding that the program sets."""

from _decimal_context import (
    BasicContext, Clamped, Context, ConversionSyntax, DecimalException, DefaultContext, DivisionByZero,
    DivisionImpossible, DivisionUndefined, ExtendedContext, FloatOperation, HAVE_CONTEXTVAR, HAVE_THREADS, Inexact,
    InvalidContext, InvalidOperation, MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, Overflow, ROUND_05UP, ROUND_CEILING,
    ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Rounded, Subnormal, Underflow,
    getcontext, localcontext, setcontext,
)
from _decimal_math import digits_of, drop, exact_enough, fixed_exp, fixed_ln
from math import gcd, isqrt

__all__ = [
    "Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext", "DecimalException", "Clamped",
    "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal", "Overflow", "Underflow", "FloatOperation",
    "DivisionImpossible", "InvalidContext", "ConversionSyntax", "DivisionUndefined", "ROUND_DOWN", "ROUND_HALF_UP",
    "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP", "setcontext",
    "getcontext", "localcontext", "MAX_PREC", "MAX_EMAX", "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS", "HAVE_CONTEXTVAR",
]

_HASH_MODULUS = (1 << 61) - 1
_MAX_WORK = 100000  # digits: what a coefficient may be padded to before a result is formed


class DecimalTuple(tuple):
    """(sign, digits, exponent)."""

    __slots__ = ()
    _fields = __match_args__ = ("sign", "digits", "exponent")

    def __new__(cls, sign, digits, exponent):
        return tuple.__new__(cls, (sign, digits, exponent))

    sign = property(lambda self: self[0])
    digits = property(lambda self: self[1])
    exponent = property(lambda self: self[2])

    def __repr__(self):
        return f"DecimalTuple(sign={self[0]!r}, digits={self[1]!r}, exponent={self[2]!r})"


def _make(sign, coefficient, exponent, special=""):
    self = object.__new__(Decimal)
    self._sign, self._int, self._exp, self._special = sign, coefficient, exponent, special
    return self


def _infinity(sign):
    return _make(sign, 0, 0, "F")


def _nan():
    return _make(0, 0, 0, "n")


def _invalid(context, condition=InvalidOperation):
    context._signal(condition)
    return _nan()


def _parse(text):
    """(sign, coefficient, exponent, special) of a numeral, or None."""
    s = text.strip().replace("_", "")
    sign = 1 if s[:1] == "-" else 0
    if s[:1] in ("+", "-"):
        s = s[1:]
    lower = s.lower()
    if lower in ("inf", "infinity"):
        return sign, 0, 0, "F"
    for prefix, special in (("snan", "N"), ("nan", "n")):
        if lower.startswith(prefix):
            payload = s[len(prefix):]
            if payload and not payload.isdecimal():
                return None
            return sign, int(payload or "0"), 0, special
    mantissa, e, exponent = lower.partition("e")
    whole, dot, decimals = mantissa.partition(".")
    digits = whole + decimals
    if not digits.isdecimal():
        return None
    power = 0
    if e:
        if not exponent[exponent[:1] in ("+", "-"):].isdecimal():
            return None
        power = int(exponent)
    return sign, int(digits), power - len(decimals), ""


def _to_decimal(value):
    """An operand of a context's method."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")


def _operand(value):
    """An operand of an operator, or NotImplemented."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _make(int(value < 0), abs(value), 0)
    return NotImplemented


def _operator(name):
    def forward(self, other):
        other = _operand(other)
        return other if other is NotImplemented else getattr(self, name)(other)

    def reflected(self, other):
        other = _operand(other)
        return other if other is NotImplemented else getattr(other, name)(self)

    return forward, reflected


class Decimal:
    """A decimal number: (-1)**sign * coefficient * 10**exponent, or an infinity or NaN."""

    __slots__ = ("_sign", "_int", "_exp", "_special")

    def __new__(cls, value="0", context=None):
        self = object.__new__(cls)
        self._special = ""
        if isinstance(value, str):
            parts = _parse(value)
            if parts is None:
                other = _invalid(context or getcontext(), ConversionSyntax)
                parts = other._sign, other._int, other._exp, other._special
            self._sign, self._int, self._exp, self._special = parts
        elif isinstance(value, int):
            self._sign, self._int, self._exp = int(value < 0), abs(int(value)), 0
        elif isinstance(value, Decimal):
            self._sign, self._int, self._exp, self._special = value._sign, value._int, value._exp, value._special
        elif isinstance(value, float):
            (context or getcontext())._signal_float()
            other = Decimal.from_float(value)
            self._sign, self._int, self._exp, self._special = other._sign, other._int, other._exp, other._special
        elif isinstance(value, (list, tuple)):
            cls._fill_from_tuple(self, value)
        else:
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        return self

    @staticmethod
    def _fill_from_tuple(self, value):
        if len(value) != 3:
            raise ValueError("argument must be a sequence of length 3")
        sign, digits, exponent = value
        if sign not in (0, 1):
            raise ValueError("sign must be an integer with the value 0 or 1")
        self._sign = int(sign)
        self._exp = 0
        if exponent in ("F", "n", "N"):
            self._special = exponent
        elif isinstance(exponent, int):
            self._exp = exponent
        elif isinstance(exponent, str):
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
        else:
            raise ValueError("exponent must be an integer")
        for digit in digits:
            if not isinstance(digit, int) or not 0 <= digit <= 9:
                raise ValueError("coefficient must be a tuple of digits")
        self._int = 0 if exponent == "F" else int("".join(map(str, digits)) or "0")

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        if f != f:
            return cls("NaN")
        if f in (float("inf"), float("-inf")):
            return cls("Infinity" if f > 0 else "-Infinity")
        sign = 1 if str(f)[0] == "-" else 0
        n, d = abs(f).as_integer_ratio()
        k = d.bit_length() - 1
        result = _make(sign, n * 5 ** k, -k)
        return result if cls is Decimal else cls(result)

    # What it is.

    def is_nan(self):
        return self._special in ("n", "N")

    def is_qnan(self):
        return self._special == "n"

    def is_snan(self):
        return self._special == "N"

    def is_infinite(self):
        return self._special == "F"

    def is_finite(self):
        return not self._special

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return not self._special and not self._int

    def is_normal(self, context=None):
        return not self._special and self._int != 0 and self.adjusted() >= (context or getcontext()).Emin

    def is_subnormal(self, context=None):
        return not self._special and self._int != 0 and self.adjusted() < (context or getcontext()).Emin

    def is_canonical(self):
        return True

    def canonical(self):
        return self

    def adjusted(self):
        return 0 if self._special else self._exp + digits_of(self._int) - 1

    def as_tuple(self):
        if self._special:
            digits = () if self._special != "F" and not self._int else tuple(map(int, str(self._int)))
            return DecimalTuple(self._sign, digits, self._special)
        return DecimalTuple(self._sign, tuple(map(int, str(self._int))), self._exp)

    def as_integer_ratio(self):
        if self._special:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer ratio")
            raise OverflowError("cannot convert Infinity to integer ratio")
        n = -self._int if self._sign else self._int
        if self._exp >= 0:
            return n * 10 ** self._exp, 1
        d = 10 ** -self._exp
        g = gcd(n, d)
        return n // g, d // g

    def number_class(self, context=None):
        if self.is_nan():
            return "sNaN" if self._special == "N" else "NaN"
        sign = "-" if self._sign else "+"
        if self._special:
            return sign + "Infinity"
        if not self._int:
            return sign + "Zero"
        return sign + ("Subnormal" if self.is_subnormal(context) else "Normal")

    def same_quantum(self, other, context=None):
        other = _to_decimal(other)
        if self._special or other._special:
            return self.is_nan() and other.is_nan() or self._special == other._special == "F"
        return self._exp == other._exp

    def radix(self):
        return Decimal(10)

    # Text.

    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self, eng=False, context=None):
        sign = "-" if self._sign else ""
        if self._special:
            if self._special == "F":
                return sign + "Infinity"
            return f"{sign}{'s' if self._special == 'N' else ''}NaN{self._int or ''}"
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not eng:
            point = 1
        elif not self._int:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            text = "0." + "0" * -point + digits
        elif point >= len(digits):
            text = digits + "0" * (point - len(digits))
        else:
            text = f"{digits[:point]}.{digits[point:]}"
        if left == point:
            return sign + text
        return f"{sign}{text}{'eE'[(context or getcontext()).capitals]}{left - point:+d}"

    def to_eng_string(self, context=None):
        return self.__str__(eng=True, context=context)

    def __format__(self, spec, context=None):
        from _decimal_format import format_decimal

        return format_decimal(self, spec, context or getcontext())

    # Rounding to the context.

    def _fix(self, context):
        """This number as a result in `context`: rounded, its exponent within the limits, with the signals for that."""
        if self._special:
            return self
        sign, coefficient, exponent = self._sign, self._int, self._exp
        etiny, etop = context.Etiny(), context.Etop()
        if not coefficient:
            clamped = min(max(exponent, etiny), etop if context.clamp else context.Emax)
            if clamped == exponent:
                return self
            context._signal(Clamped)
            return _make(sign, 0, clamped)
        digits = digits_of(coefficient)
        least = digits + exponent - context.prec
        if least > etop:
            return self._overflow(context, sign)
        subnormal = digits + exponent - 1 < context.Emin
        least = max(least, etiny)
        conditions = [Subnormal] if subnormal else []
        if exponent < least:
            if least - exponent > digits:
                coefficient, inexact = drop(1, 2, context.rounding, sign)  # less than any unit: rounds as 0.01 does
            else:
                coefficient, inexact = drop(coefficient, least - exponent, context.rounding, sign)
            exponent = least
            if digits_of(coefficient) > context.prec:
                coefficient //= 10
                exponent += 1
                if exponent > etop:
                    return self._overflow(context, sign)
            conditions.append(Rounded)
            if inexact:
                conditions.append(Inexact)
                if subnormal:
                    conditions.append(Underflow)
            if not coefficient:
                conditions.append(Clamped)
        elif context.clamp and exponent > etop:
            conditions.append(Clamped)
            coefficient *= 10 ** (exponent - etop)
            exponent = etop
        elif not subnormal:
            return self
        context._signal(*conditions)
        return _make(sign, coefficient, exponent)

    @staticmethod
    def _overflow(context, sign):
        context._signal(Overflow, Inexact, Rounded)
        rounding = context.rounding
        if (rounding in (ROUND_DOWN, ROUND_05UP) or rounding == ROUND_CEILING and sign
                or rounding == ROUND_FLOOR and not sign):
            return _make(sign, 10 ** context.prec - 1, context.Etop())
        return _infinity(sign)

    def _nan_result(self, other, context):
        """What an operation with a NaN gives; None if neither is one."""
        operands = (self,) if other is None else (self, other)
        for x in operands:
            if x._special == "N":
                context._signal(InvalidOperation)
                return _make(x._sign, x._int, 0, "n")
        for x in operands:
            if x._special == "n":
                return x
        return None

    # Arithmetic. Each takes Decimals and a context; the operators are made of these below.

    def _neg(self, context=None):
        context = context or getcontext()
        nan = self._nan_result(None, context)
        if nan is not None:
            return nan
        if not self._special and not self._int and context.rounding != ROUND_FLOOR:
            return _make(0, 0, self._exp)._fix(context)
        return _make(1 - self._sign, self._int, self._exp, self._special)._fix(context)

    def _fix_plus(self, context=None):
        context = context or getcontext()
        nan = self._nan_result(None, context)
        if nan is not None:
            return nan
        if not self._special and not self._int and context.rounding != ROUND_FLOOR:
            return _make(0, 0, self._exp)._fix(context)
        return self._fix(context)

    def _abs(self, context=None):
        return self._neg(context) if self._sign else self._fix_plus(context)

    def _add(self, other, context=None):
        context = context or getcontext()
        if self._special or other._special:
            nan = self._nan_result(other, context)
            if nan is not None:
                return nan
            if self._special:
                if other._special and self._sign != other._sign:
                    return _invalid(context)
                return self
            return other
        exponent = min(self._exp, other._exp)
        if not self._int and not other._int:
            sign = self._sign & other._sign
            if self._sign != other._sign and context.rounding == ROUND_FLOOR:
                sign = 1
            return _make(sign, 0, exponent)._fix(context)
        high, low = (self, other) if self._exp >= other._exp else (other, self)
        if high._exp - low._exp > _MAX_WORK:
            return self._add_far(high, low, exponent, context)
        total = (_signed(high) * 10 ** (high._exp - low._exp)) + _signed(low)
        if not total:
            return _make(int(context.rounding == ROUND_FLOOR), 0, exponent)._fix(context)
        return _make(int(total < 0), abs(total), exponent)._fix(context)

    @staticmethod
    def _add_far(high, low, exponent, context):
        """A sum whose parts do not overlap: the low one is replaced by something as small that rounds alike."""
        if not high._int:
            return low._fix(context)
        if not low._int:
            pad = min(high._exp - exponent, max(0, context.prec - digits_of(high._int)))
            return _make(high._sign, high._int * 10 ** pad, high._exp - pad)._fix(context)
        pad = max(0, context.prec + 3 - digits_of(high._int))
        if high._exp - pad <= low._exp + digits_of(low._int) + 1:
            total = _signed(high) * 10 ** (high._exp - low._exp) + _signed(low)
            return _make(int(total < 0), abs(total), exponent)._fix(context)
        total = _signed(high) * 10 ** pad + (-1 if low._sign else 1)
        return _make(int(total < 0), abs(total), high._exp - pad)._fix(context)

    def _sub(self, other, context=None):
        if other.is_nan():
            return self._add(other, context)
        return self._add(_make(1 - other._sign, other._int, other._exp, other._special), context)

    def _mul(self, other, context=None):
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._special or other._special:
            nan = self._nan_result(other, context)
            if nan is not None:
                return nan
            if self.is_zero() or other.is_zero():
                return _invalid(context)
            return _infinity(sign)
        return _make(sign, self._int * other._int, self._exp + other._exp)._fix(context)

    def _div(self, other, context=None):
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._special or other._special:
            nan = self._nan_result(other, context)
            if nan is not None:
                return nan
            if self._special:
                return _invalid(context) if other._special else _infinity(sign)
            context._signal(Clamped)
            return _make(sign, 0, context.Etiny())
        if not other._int:
            if not self._int:
                return _invalid(context, DivisionUndefined)
            context._signal(DivisionByZero)
            return _infinity(sign)
        exponent = self._exp - other._exp
        if not self._int:
            return _make(sign, 0, exponent)._fix(context)
        shift = digits_of(other._int) - digits_of(self._int) + context.prec + 1
        ideal = exponent
        exponent -= shift
        if shift >= 0:
            coefficient, rest = divmod(self._int * 10 ** shift, other._int)
        else:
            coefficient, rest = divmod(self._int, other._int * 10 ** -shift)
        if rest:
            if coefficient % 5 == 0:  # a 0 or 5 at the end must not look exact
                coefficient += 1
        else:
            while exponent < ideal and coefficient % 10 == 0:
                coefficient //= 10
                exponent += 1
        return _make(sign, coefficient, exponent)._fix(context)

    def _divide_whole(self, other, context):
        """(quotient towards zero, remainder), unrounded; None if the quotient has too many digits."""
        exponent = min(self._exp, other._exp)
        if not self._int:
            return 0, 0, exponent
        if self.adjusted() - other.adjusted() > context.prec + 1:
            return None
        if other.adjusted() - self.adjusted() > 1:
            pad = min(self._exp - exponent, max(0, context.prec + 1 - digits_of(self._int)))
            return 0, self._int * 10 ** pad, self._exp - pad
        a = self._int * 10 ** (self._exp - exponent)
        b = other._int * 10 ** (other._exp - exponent)
        quotient, rest = divmod(a, b)
        return None if quotient >= 10 ** context.prec else (quotient, rest, exponent)

    def _divmod(self, other, context=None):
        context = context or getcontext()
        nan = self._nan_result(other, context)
        if nan is not None:
            return nan, nan
        sign = self._sign ^ other._sign
        if self._special:
            if other._special:
                return _invalid(context), _nan()
            context._signal(InvalidOperation)
            return _infinity(sign), _nan()
        if not other._special and not other._int:
            if not self._int:
                return _invalid(context, DivisionUndefined), _nan()
            context._signal(InvalidOperation, DivisionByZero)
            return _infinity(sign), _nan()
        parts = self._quotient_and_rest(other, context)
        if parts is None:
            nan = _invalid(context, DivisionImpossible)
            return nan, nan
        quotient, rest = parts
        return quotient._fix(context), rest._fix(context)

    def _quotient_and_rest(self, other, context):
        """The two results of a division of finite numbers, not yet rounded; None if the quotient has too many digits."""
        sign = self._sign ^ other._sign
        if other._special or not self._int:
            exponent = self._exp if other._special else min(self._exp, other._exp)
            return _make(sign, 0, 0), self if other._special else _make(self._sign, 0, exponent)
        parts = self._divide_whole(other, context)
        if parts is None:
            return None
        quotient, rest, exponent = parts
        return _make(sign, quotient, 0), _make(self._sign, rest, exponent)

    def _floordiv(self, other, context=None):
        context = context or getcontext()
        if self._special == "F" and not other._special:
            return _infinity(self._sign ^ other._sign)
        if not self._special and self._int and other.is_zero():
            context._signal(DivisionByZero)
            return _infinity(self._sign ^ other._sign)
        if self._special or other.is_nan() or other.is_zero():
            return self._divmod(other, context)[0]
        parts = self._quotient_and_rest(other, context)
        return _invalid(context, DivisionImpossible) if parts is None else parts[0]._fix(context)

    def _mod(self, other, context=None):
        context = context or getcontext()
        if not self._special and other.is_zero():
            nan = self._nan_result(other, context)
            return nan if nan is not None else _invalid(context, InvalidOperation if self._int else DivisionUndefined)
        if self._special or other.is_nan():
            return self._divmod(other, context)[1]
        parts = self._quotient_and_rest(other, context)
        return _invalid(context, DivisionImpossible) if parts is None else parts[1]._fix(context)

    def remainder_near(self, other, context=None):
        context = context or getcontext()
        other = _to_decimal(other)
        nan = self._nan_result(other, context)
        if nan is not None:
            return nan
        if self._special or other.is_zero():
            return _invalid(context, DivisionUndefined if self.is_zero() else InvalidOperation)
        if other._special:
            return self._fix(context)
        parts = self._divide_whole(other, context)
        if parts is None:
            return _invalid(context, DivisionImpossible)
        quotient, rest, exponent = parts
        divisor = other._int * 10 ** (other._exp - exponent)
        sign = self._sign
        if 2 * rest + (quotient & 1) > divisor:
            rest -= divisor
            quotient += 1
        if rest < 0:
            sign, rest = 1 - sign, -rest
        if quotient >= 10 ** context.prec:
            return _invalid(context, DivisionImpossible)
        return _make(sign, rest, exponent)._fix(context)

    def fma(self, other, third, context=None):
        """self * other + third with one rounding."""
        other, third = _to_decimal(other), _to_decimal(third)
        if self._special or other._special:
            return self._mul(other, context)._add(third, context)
        product = _make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return product._add(third, context)

    def _is_integer(self):
        return not self._special and (self._exp >= 0 or self._int % 10 ** -self._exp == 0)

    def _pow(self, other, modulo=None, context=None):
        context = context or getcontext()
        if modulo is not None:
            return self._pow_modulo(other, modulo, context)
        nan = self._nan_result(other, context)
        if nan is not None:
            return nan
        from _decimal_power import power

        return power(self, other, context, _make, _invalid, _infinity)

    def _pow_modulo(self, other, modulo, context):
        if not (self._is_integer() and other._is_integer() and modulo._is_integer()) or other._sign or not modulo._int:
            return _invalid(context)
        result = pow(int(self), int(other), abs(int(modulo)))
        if self._sign and int(other) % 2:
            result = -pow(-int(self), int(other), abs(int(modulo)))
        return _make(int(result < 0), abs(result), 0)

    def sqrt(self, context=None):
        context = context or getcontext()
        nan = self._nan_result(None, context)
        if nan is not None:
            return nan
        if self._special:
            return _invalid(context) if self._sign else self
        if not self._int:
            return _make(self._sign, 0, self._exp // 2)._fix(context)
        if self._sign:
            return _invalid(context)
        digits = context.prec + 1
        coefficient, exponent = self._int, self._exp
        if exponent & 1:
            coefficient *= 10
            exponent -= 1
        length = (digits_of(coefficient) + 1) // 2
        shift = digits - length
        if shift >= 0:
            coefficient *= 100 ** shift
            exact = True
        else:
            coefficient, rest = divmod(coefficient, 100 ** -shift)
            exact = not rest
        exponent -= 2 * shift
        root = isqrt(coefficient)
        exact = exact and root * root == coefficient
        if exact:
            if shift >= 0:
                root //= 10 ** shift
            else:
                root *= 10 ** -shift
            exponent += 2 * shift
        elif root % 5 == 0:
            root += 1
        with_rounding = context.copy()
        with_rounding.rounding = ROUND_HALF_EVEN
        return _fixed_like(_make(0, root, exponent // 2), with_rounding, context)

    def exp(self, context=None):
        context = context or getcontext()
        nan = self._nan_result(None, context)
        if nan is not None:
            return nan
        if self._special:
            return _make(0, 0, 0) if self._sign else self
        if not self._int:
            return _make(0, 1, 0)
        if self.adjusted() > digits_of(3 * (context.Emax - context.Emin + context.prec)):
            tiny = _make(0, 1, -MAX_EMAX * 2) if self._sign else _make(0, 1, MAX_EMAX * 2)
            return tiny._fix_half_even(context)
        if self.adjusted() < -context.prec - 3:
            padded = 10 ** (context.prec + 2)
            return _make(0, padded - 1 if self._sign else padded + 1, -context.prec - 2)._fix_half_even(context)
        extra = 5
        while True:
            places = context.prec + extra
            numerator = _signed(self) * 10 ** (places + self._exp) if places + self._exp >= 0 else (
                _signed(self) // 10 ** -(places + self._exp))
            if places + self._exp < 0 and extra < 200:
                extra += -(places + self._exp)
                continue
            coefficient, exponent = fixed_exp(numerator, places)
            if exact_enough(coefficient, digits_of(coefficient), context.prec):
                return _make(0, coefficient, exponent)._fix_half_even(context)
            extra += 5

    def _fix_half_even(self, context):
        copy = context.copy()
        copy.rounding = ROUND_HALF_EVEN
        return _fixed_like(self, copy, context)

    def ln(self, context=None):
        return self._logarithm(context, False)

    def log10(self, context=None):
        return self._logarithm(context, True)

    def _logarithm(self, context, decimal_base):
        context = context or getcontext()
        nan = self._nan_result(None, context)
        if nan is not None:
            return nan
        if self.is_zero():
            return _infinity(1)
        if self._sign:
            return _invalid(context)
        if self._special:
            return self
        text = str(self._int)
        if text.rstrip("0") == "1":
            power = self._exp + len(text) - 1
            if decimal_base:
                return _make(int(power < 0), abs(power), 0)._fix(context)
            if not power:
                return _make(0, 0, 0)
        places = context.prec + 5
        while True:
            value = fixed_ln(self._int, self._exp, places)
            if decimal_base:
                value = value * 10 ** places // fixed_ln(10, 0, places)
            digits = digits_of(abs(value))
            if digits > context.prec + 3 and exact_enough(abs(value), digits, context.prec):
                return _make(int(value < 0), abs(value), -places)._fix_half_even(context)
            places += max(5, context.prec + 5 - digits)

    # Rounding to a place.

    def quantize(self, exp, rounding=None, context=None):
        """Rounded to the exponent of `exp`."""
        context = context or getcontext()
        exp = _to_decimal(exp)
        nan = self._nan_result(exp, context)
        if nan is not None:
            return nan
        if self._special or exp._special:
            return self if self._special and exp._special else _invalid(context)
        if not context.Etiny() <= exp._exp <= context.Emax:
            return _invalid(context)
        if not self._int:
            return _make(self._sign, 0, exp._exp)._fix(context)
        if self.adjusted() > context.Emax or self.adjusted() - exp._exp + 1 > context.prec:
            return _invalid(context)
        result, inexact = self._rescaled(exp._exp, rounding or context.rounding)
        if result.adjusted() > context.Emax or digits_of(result._int) > context.prec:
            return _invalid(context)
        conditions = [Subnormal] if result._int and result.adjusted() < context.Emin else []
        if exp._exp > self._exp:
            conditions += [Inexact, Rounded] if inexact else [Rounded]
        context._signal(*conditions)
        return result

    def _rescaled(self, exponent, rounding):
        """(this number with the exponent, whether anything was lost)."""
        if self._exp >= exponent:
            return _make(self._sign, self._int * 10 ** (self._exp - exponent), exponent), False
        count = exponent - self._exp
        if count > digits_of(self._int) + 1:
            coefficient, inexact = drop(1 if self._int else 0, 2, rounding, self._sign)
        else:
            coefficient, inexact = drop(self._int, count, rounding, self._sign)
        return _make(self._sign, coefficient, exponent), inexact

    def to_integral_exact(self, rounding=None, context=None):
        context = context or getcontext()
        if self._special:
            nan = self._nan_result(None, context)
            return self if nan is None else nan
        if self._exp >= 0:
            return self
        result, inexact = self._rescaled(0, rounding or context.rounding)
        if self._int:
            context._signal(*([Inexact, Rounded] if inexact else [Rounded]))
        return result

    def to_integral_value(self, rounding=None, context=None):
        context = context or getcontext()
        if self._special:
            nan = self._nan_result(None, context)
            return self if nan is None else nan
        return self if self._exp >= 0 else self._rescaled(0, rounding or context.rounding)[0]

    to_integral = to_integral_value

    def normalize(self, context=None):
        """Without trailing zeros."""
        context = context or getcontext()
        nan = self._nan_result(None, context)
        if nan is not None:
            return nan
        result = self._fix(context)
        if result._special:
            return result
        if not result._int:
            return _make(result._sign, 0, 0)
        coefficient, exponent = result._int, result._exp
        most = context.Etop() if context.clamp else context.Emax
        text = str(coefficient)
        zeros = min(len(text) - len(text.rstrip("0")), max(0, most - exponent))
        return _make(result._sign, coefficient // 10 ** zeros, exponent + zeros)

    def scaleb(self, other, context=None):
        context = context or getcontext()
        other = _to_decimal(other)
        nan = self._nan_result(other, context)
        if nan is not None:
            return nan
        limit = 2 * (context.Emax + context.prec)
        if other._special or other._exp != 0 or not -limit <= int(other) <= limit:
            return _invalid(context)
        return self if self._special else _make(self._sign, self._int, self._exp + int(other))._fix(context)

    def logb(self, context=None):
        context = context or getcontext()
        nan = self._nan_result(None, context)
        if nan is not None:
            return nan
        if self._special:
            return _infinity(0)
        if not self._int:
            context._signal(DivisionByZero)
            return _infinity(1)
        return Decimal(self.adjusted())._fix(context)

    def _next(self, context, up):
        nan = self._nan_result(None, context)
        if nan is not None:
            return nan
        if self._special:
            if self._sign == (0 if up else 1):
                return self
            return _make(self._sign, 10 ** context.prec - 1, context.Etop())
        quiet = context.copy()
        quiet.rounding = ROUND_CEILING if up else ROUND_FLOOR
        quiet.clear_traps()
        rounded = self._fix(quiet)
        if rounded != self:
            return rounded
        return self._add(_make(0 if up else 1, 1, context.Etiny() - 1), quiet)

    def next_plus(self, context=None):
        return self._next(context or getcontext(), True)

    def next_minus(self, context=None):
        return self._next(context or getcontext(), False)

    def next_toward(self, other, context=None):
        context = context or getcontext()
        other = _to_decimal(other)
        nan = self._nan_result(other, context)
        if nan is not None:
            return nan
        order = self._compared(other)
        if not order:
            return self.copy_sign(other)
        result = self._next(context, order < 0)
        if result._special:
            context._signal(Overflow, Inexact, Rounded)
        elif result.adjusted() < context.Emin:
            context._signal(Underflow, Subnormal, Inexact, Rounded)
            if not result._int:
                context._signal(Clamped)
        return result

    # Comparison.

    def _compared(self, other):
        """-1, 0 or 1; neither is a NaN."""
        if self._special or other._special:
            mine = (-1 if self._sign else 1) if self._special else 0
            theirs = (-1 if other._sign else 1) if other._special else 0
            return (mine > theirs) - (mine < theirs)
        if not self._int or not other._int:
            mine = (-1 if self._sign else 1) if self._int else 0
            theirs = (-1 if other._sign else 1) if other._int else 0
            return (mine > theirs) - (mine < theirs)
        if self._sign != other._sign:
            return -1 if self._sign else 1
        sign = -1 if self._sign else 1
        mine, theirs = self.adjusted(), other.adjusted()
        if mine == theirs:
            exponent = min(self._exp, other._exp)
            mine = self._int * 10 ** (self._exp - exponent)
            theirs = other._int * 10 ** (other._exp - exponent)
        return sign * ((mine > theirs) - (mine < theirs))

    def _rich(self, other, test, equality=False):
        if isinstance(other, float):
            if equality:
                getcontext().flags[FloatOperation] = True
            else:
                getcontext()._signal_float()
            other = Decimal.from_float(other)
        elif type(other).__name__ == "Fraction" and hasattr(other, "numerator"):
            if self._special:
                other = Decimal(0)
            else:
                n, d = self.as_integer_ratio()
                return test((n * other.denominator > other.numerator * d) - (n * other.denominator < other.numerator * d))
        elif isinstance(other, complex) and equality and other.imag == 0:
            return self._rich(other.real, test, True)
        else:
            other = _operand(other)
            if other is NotImplemented:
                return other
        if self.is_nan() or other.is_nan():
            if not equality or "N" in (self._special, other._special):
                getcontext()._signal(InvalidOperation)
            return False
        return test(self._compared(other))

    def __eq__(self, other):
        return self._rich(other, lambda order: order == 0, True)

    def __lt__(self, other):
        return self._rich(other, lambda order: order < 0)

    def __le__(self, other):
        return self._rich(other, lambda order: order <= 0)

    def __gt__(self, other):
        return self._rich(other, lambda order: order > 0)

    def __ge__(self, other):
        return self._rich(other, lambda order: order >= 0)

    def compare(self, other, context=None):
        context = context or getcontext()
        other = _to_decimal(other)
        nan = self._nan_result(other, context)
        return Decimal(self._compared(other)) if nan is None else nan

    def compare_signal(self, other, context=None):
        other = _to_decimal(other)
        if self.is_nan() or other.is_nan():
            (context or getcontext())._signal(InvalidOperation)
        return self.compare(other, context)

    def compare_total(self, other, context=None):
        rank = {"": 0, "F": 1, "N": 2, "n": 3}
        other = _to_decimal(other)
        if self._sign != other._sign:
            return Decimal(-1 if self._sign else 1)
        sign = -1 if self._sign else 1
        a, b = rank[self._special], rank[other._special]
        if a == b:
            if a == 0:
                order = self.copy_abs()._compared(other.copy_abs())
                order = order or (self._exp > other._exp) - (self._exp < other._exp)
            else:
                order = (self._int > other._int) - (self._int < other._int)
        else:
            order = 1 if a > b else -1
        return Decimal(sign * order)

    def _extreme(self, other, context, wanted, magnitude):
        context = context or getcontext()
        other = _to_decimal(other)
        if self.is_nan() or other.is_nan():
            if self._special == "n" and not other.is_nan():
                return other._fix(context)
            if other._special == "n" and not self.is_nan():
                return self._fix(context)
            return self._nan_result(other, context)
        order = self.copy_abs()._compared(other.copy_abs()) if magnitude else self._compared(other)
        if not order:
            order = int(self.compare_total(other))
        return (self if order * wanted >= 0 else other)._fix(context)

    def max(self, other, context=None):
        return self._extreme(other, context, 1, False)

    def min(self, other, context=None):
        return self._extreme(other, context, -1, False)

    def max_mag(self, other, context=None):
        return self._extreme(other, context, 1, True)

    def min_mag(self, other, context=None):
        return self._extreme(other, context, -1, True)

    # Python's protocols.

    def __hash__(self):
        if self._special:
            if self._special == "N":
                raise TypeError("Cannot hash a signaling NaN value.")
            if self._special == "n":
                return object.__hash__(self)
            return -314159 if self._sign else 314159
        if self._exp >= 0:
            power = pow(10, self._exp, _HASH_MODULUS)
        else:
            power = pow(pow(10, _HASH_MODULUS - 2, _HASH_MODULUS), -self._exp, _HASH_MODULUS)
        result = self._int * power % _HASH_MODULUS
        result = -result if self._sign else result
        return -2 if result == -1 else result

    def __bool__(self):
        return bool(self._special) or self._int != 0

    def __neg__(self):
        return self._neg()

    def __pos__(self):
        return self._fix_plus()

    def __abs__(self):
        return self._abs()

    def __pow__(self, other, modulo=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        return self._pow(other, None if modulo is None else _to_decimal(modulo))

    def __rpow__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else other._pow(self)

    def __int__(self):
        if self._special:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer")
            raise OverflowError("cannot convert Infinity to integer")
        value = self._int * 10 ** self._exp if self._exp >= 0 else (
            self._int // 10 ** -self._exp if -self._exp <= digits_of(self._int) else 0)
        return -value if self._sign else value

    __trunc__ = __int__

    def __float__(self):
        if self._special == "N":
            raise ValueError("cannot convert signaling NaN to float")
        return float("-nan" if self._special and self._sign and self.is_nan() else "nan" if self.is_nan() else str(self))

    def __complex__(self):
        return complex(float(self))

    def __floor__(self):
        return int(self._whole_for(ROUND_FLOOR))

    def __ceil__(self):
        return int(self._whole_for(ROUND_CEILING))

    def _whole_for(self, rounding):
        if self._special:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer")
            raise OverflowError("cannot convert Infinity to integer")
        return self._rescaled(0, rounding)[0]

    def __round__(self, n=None):
        if n is None:
            return int(self._whole_for(ROUND_HALF_EVEN))
        if not isinstance(n, int):
            raise TypeError("optional arg must be an integer")
        return self.quantize(_make(0, 1, -n))

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def conjugate(self):
        return self

    def copy_abs(self):
        return _make(0, self._int, self._exp, self._special)

    def copy_negate(self):
        return _make(1 - self._sign, self._int, self._exp, self._special)

    def copy_sign(self, other, context=None):
        return _make(_to_decimal(other)._sign, self._int, self._exp, self._special)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__class__, (str(self),)

    __add__, __radd__ = _operator("_add")
    __sub__, __rsub__ = _operator("_sub")
    __mul__, __rmul__ = _operator("_mul")
    __truediv__, __rtruediv__ = _operator("_div")
    __floordiv__, __rfloordiv__ = _operator("_floordiv")
    __mod__, __rmod__ = _operator("_mod")
    __divmod__, __rdivmod__ = _operator("_divmod")


def _signed(x):
    return -x._int if x._sign else x._int


def _fixed_like(value, rounding_context, context):
    """`value` rounded by one context, with the signals going to the other."""
    rounding_context.flags, rounding_context.traps = context.flags, context.traps
    return value._fix(rounding_context)
