"""Abstract base classes for numbers."""

from abc import ABCMeta, abstractmethod

__all__ = ["Number", "Complex", "Real", "Rational", "Integral"]


class Number(metaclass=ABCMeta):
    """All numbers inherit from this class."""

    __slots__ = ()
    __hash__ = None


def _abstract_unary():
    @abstractmethod
    def method(self):
        raise NotImplementedError

    return method


def _abstract_binary():
    @abstractmethod
    def method(self, other):
        raise NotImplementedError

    return method


class Complex(Number):
    __slots__ = ()

    __complex__ = _abstract_unary()
    __neg__ = _abstract_unary()
    __pos__ = _abstract_unary()
    __abs__ = _abstract_unary()
    conjugate = _abstract_unary()
    __add__ = _abstract_binary()
    __radd__ = _abstract_binary()
    __mul__ = _abstract_binary()
    __rmul__ = _abstract_binary()
    __truediv__ = _abstract_binary()
    __rtruediv__ = _abstract_binary()
    __pow__ = _abstract_binary()
    __rpow__ = _abstract_binary()
    __eq__ = _abstract_binary()
    real = property(_abstract_unary())
    imag = property(_abstract_unary())

    def __bool__(self):
        return self != 0

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other


class Real(Complex):
    __slots__ = ()

    __float__ = _abstract_unary()
    __trunc__ = _abstract_unary()
    __floor__ = _abstract_unary()
    __ceil__ = _abstract_unary()
    __floordiv__ = _abstract_binary()
    __rfloordiv__ = _abstract_binary()
    __mod__ = _abstract_binary()
    __rmod__ = _abstract_binary()
    __lt__ = _abstract_binary()
    __le__ = _abstract_binary()

    @abstractmethod
    def __round__(self, ndigits=None):
        raise NotImplementedError

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return +self

    @property
    def imag(self):
        return 0

    def conjugate(self):
        return +self


class Rational(Real):
    __slots__ = ()

    numerator = property(_abstract_unary())
    denominator = property(_abstract_unary())

    def __float__(self):
        return int(self.numerator) / int(self.denominator)


class Integral(Rational):
    __slots__ = ()

    __int__ = _abstract_unary()
    __invert__ = _abstract_unary()
    __lshift__ = _abstract_binary()
    __rlshift__ = _abstract_binary()
    __rshift__ = _abstract_binary()
    __rrshift__ = _abstract_binary()
    __and__ = _abstract_binary()
    __rand__ = _abstract_binary()
    __xor__ = _abstract_binary()
    __rxor__ = _abstract_binary()
    __or__ = _abstract_binary()
    __ror__ = _abstract_binary()

    def __index__(self):
        return int(self)

    @abstractmethod
    def __pow__(self, exponent, modulus=None):
        raise NotImplementedError

    def __float__(self):
        return float(int(self))

    @property
    def numerator(self):
        return +self

    @property
    def denominator(self):
        return 1


Complex.register(complex)
Real.register(float)
Integral.register(int)
