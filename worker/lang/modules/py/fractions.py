"""Exact rational numbers."""

import math
import operator
from numbers import Complex, Rational, Real

__all__ = ["Fraction"]

_HASH_MODULUS = (1 << 61) - 1
_HASH_INF = 314159


def _digits(text):
    """The int that a group of digits with single underscores between them stands for; None if it is no such group."""
    if not text or text[0] == "_" or text[-1] == "_" or "__" in text or not text.replace("_", "").isdecimal():
        return None
    return int(text.replace("_", ""))


def _parse(text):
    """(numerator, denominator) of "-1/3", "2.5", "1e-3"; None if the text is none of those."""
    s = text.strip()
    sign = -1 if s[:1] == "-" else 1
    if s[:1] in ("+", "-"):
        s = s[1:]
    if "/" in s:
        numerator, _, denominator = s.partition("/")
        numerator, denominator = _digits(numerator), _digits(denominator)
        return None if numerator is None or denominator is None else (sign * numerator, denominator)
    mantissa, e, exponent = s.replace("E", "e").partition("e")
    whole, dot, decimals = mantissa.partition(".")
    if not (whole or decimals):
        return None
    numerator = _digits(whole) if whole else 0
    fraction = _digits(decimals) if decimals else 0
    if numerator is None or fraction is None:
        return None
    scale = len(decimals.replace("_", ""))
    numerator = numerator * 10 ** scale + fraction
    shift = 0
    if e:
        shift = _digits(exponent[1:] if exponent[:1] in ("+", "-") else exponent)
        if shift is None:
            return None
        if exponent[0] == "-":
            shift = -shift
    if shift >= 0:
        return sign * numerator * 10 ** shift, 10 ** scale
    return sign * numerator, 10 ** (scale - shift)


def _arithmetic(exact, fallback):
    """The forward and the reflected method of an operator: `exact` on Fractions and ints, `fallback` with floats and complex."""

    def forward(a, b):
        if type(b) is Fraction or isinstance(b, (int, Fraction)):
            return exact(a, b)
        if isinstance(b, float):
            return fallback(float(a), b)
        if isinstance(b, complex):
            return fallback(complex(a), b)
        return NotImplemented

    def reflected(b, a):
        if isinstance(a, Rational):
            return exact(Fraction(a), b)
        if isinstance(a, Real):
            return fallback(float(a), float(b))
        if isinstance(a, Complex):
            return fallback(complex(a), complex(b))
        return NotImplemented

    forward.__name__ = f"__{fallback.__name__}__"
    reflected.__name__ = f"__r{fallback.__name__}__"
    return forward, reflected


def _make(numerator, denominator):
    """A Fraction in lowest terms; `denominator` > 0."""
    g = math.gcd(numerator, denominator)
    made = object.__new__(Fraction)
    made._numerator = numerator // g
    made._denominator = denominator // g
    return made


def _add(a, b):
    return _make(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)


def _sub(a, b):
    return _make(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)


def _mul(a, b):
    return _make(a.numerator * b.numerator, a.denominator * b.denominator)


def _div(a, b):
    numerator, denominator = a.numerator * b.denominator, a.denominator * b.numerator
    if not denominator:
        raise ZeroDivisionError(f"Fraction({(numerator > 0) - (numerator < 0)}, 0)")
    return _make(-numerator, -denominator) if denominator < 0 else _make(numerator, denominator)


def _floordiv(a, b):
    return (a.numerator * b.denominator) // (a.denominator * b.numerator)


def _mod(a, b):
    return _make((a.numerator * b.denominator) % (b.numerator * a.denominator), a.denominator * b.denominator)


def _divmod(a, b):
    quotient, remainder = divmod(a.numerator * b.denominator, a.denominator * b.numerator)
    return quotient, _make(remainder, a.denominator * b.denominator)


class Fraction(Rational):
    """Fraction(1, 3), Fraction("1/3"), Fraction(0.25), Fraction(Decimal("0.1"))."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = super().__new__(cls)
        if denominator is None:
            self._numerator, self._denominator = cls._ratio_of(numerator)
            return self
        if type(numerator) is int is type(denominator):
            pass
        elif isinstance(numerator, Rational) and isinstance(denominator, Rational):
            numerator, denominator = (numerator.numerator * denominator.denominator,
                                      denominator.numerator * numerator.denominator)
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        g = math.gcd(numerator, denominator)
        if denominator < 0:
            g = -g
        self._numerator = numerator // g
        self._denominator = denominator // g
        return self

    @staticmethod
    def _ratio_of(value):
        """A single argument as a ratio in lowest terms."""
        if type(value) is int:
            return value, 1
        if isinstance(value, Rational):
            return value.numerator, value.denominator
        if isinstance(value, float) or type(value).__module__ == "decimal" and hasattr(value, "as_integer_ratio"):
            return value.as_integer_ratio()
        if not isinstance(value, str):
            raise TypeError("argument should be a string or a Rational instance")
        ratio = _parse(value)
        if ratio is None:
            raise ValueError(f"Invalid literal for Fraction: {value!r}")
        numerator, denominator = ratio
        if not denominator:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        g = math.gcd(numerator, denominator)
        return numerator // g, denominator // g

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        if isinstance(dec, int):
            return cls(dec)
        if type(dec).__module__ != "decimal":
            raise TypeError(f"{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})")
        return cls(*dec.as_integer_ratio())

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The closest Fraction whose denominator is at most `max_denominator`."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0  # the last two convergents of the continued fraction
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            if q0 + a * q1 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q0 + a * q1
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        # The nearer of the last convergent and the last semiconvergent, the convergent if they are equally near.
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)

    @property
    def numerator(a):
        return a._numerator

    @property
    def denominator(a):
        return a._denominator

    def __repr__(self):
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f"{self._numerator}/{self._denominator}"

    __add__, __radd__ = _arithmetic(_add, operator.add)
    __sub__, __rsub__ = _arithmetic(_sub, operator.sub)
    __mul__, __rmul__ = _arithmetic(_mul, operator.mul)
    __truediv__, __rtruediv__ = _arithmetic(_div, operator.truediv)
    __floordiv__, __rfloordiv__ = _arithmetic(_floordiv, operator.floordiv)
    __mod__, __rmod__ = _arithmetic(_mod, operator.mod)
    __divmod__, __rdivmod__ = _arithmetic(_divmod, divmod)

    def __pow__(a, b):
        """A Fraction for whole exponents, else a float or complex."""
        if not isinstance(b, Rational):
            return float(a) ** b
        if b.denominator != 1:
            return float(a) ** float(b)
        power = b.numerator
        if power >= 0:
            return Fraction(a._numerator ** power, a._denominator ** power)
        return Fraction(a._denominator ** -power, a._numerator ** -power)

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, Rational):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a ** b._numerator
        return a ** float(b)

    def __pos__(a):
        return _make(a._numerator, a._denominator)

    def __neg__(a):
        return _make(-a._numerator, a._denominator)

    def __abs__(a):
        return _make(abs(a._numerator), a._denominator)

    def __int__(a):
        return -(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator

    __trunc__ = __int__

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        """To the nearest, halves to even; with `ndigits` a Fraction."""
        if ndigits is None:
            floor, remainder = divmod(self._numerator, self._denominator)
            if remainder * 2 < self._denominator or remainder * 2 == self._denominator and floor % 2 == 0:
                return floor
            return floor + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        """Equal to the hash of an equal int or float."""
        try:
            inverse = pow(self._denominator, -1, _HASH_MODULUS)
        except ValueError:
            result = _HASH_INF  # the denominator is a multiple of the modulus
        else:
            result = hash(hash(abs(self._numerator)) * inverse)
        result = result if self._numerator >= 0 else -result
        return -2 if result == -1 else result

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            if math.isnan(b) or math.isinf(b):
                return 0.0 == b
            return a == a.from_float(b)
        return NotImplemented

    def _compare(self, other, op):
        if isinstance(other, Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return op(0.0, other)
            return op(self, self.from_float(other))
        return NotImplemented

    def __lt__(a, b):
        return a._compare(b, operator.lt)

    def __gt__(a, b):
        return a._compare(b, operator.gt)

    def __le__(a, b):
        return a._compare(b, operator.le)

    def __ge__(a, b):
        return a._compare(b, operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)
