"""decimal's signals, contexts and ways of rounding."""

from _decimal_math import digits_of

ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING = "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING"
ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP = "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP"
_ROUNDINGS = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)
HAVE_THREADS = HAVE_CONTEXTVAR = True


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class InvalidContext(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped)


class _Switches(dict):
    """A context's flags or traps: every signal, on or off."""

    def __init__(self, on=()):
        super().__init__({signal: signal in on for signal in _SIGNALS})


class Context:
    """Precision, rounding, limits of the exponent, and which signals raise."""

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        base = globals().get("DefaultContext")
        self.prec = prec if prec is not None else base.prec
        self.rounding = rounding if rounding is not None else base.rounding
        self.Emin = Emin if Emin is not None else base.Emin
        self.Emax = Emax if Emax is not None else base.Emax
        self.capitals = capitals if capitals is not None else base.capitals
        self.clamp = clamp if clamp is not None else base.clamp
        self.flags = flags if isinstance(flags, dict) else _Switches(flags or ())
        self.traps = traps if isinstance(traps, dict) else (
            _Switches(traps) if traps is not None else _Switches([s for s, on in base.traps.items() if on]))

    _LIMITS = {
        "prec": (1, MAX_PREC, "range for {name} is [1, MAX_PREC]"), "Emin": (MIN_EMIN, 0, "range for {name} is [MIN_EMIN, 0]"),
        "Emax": (0, MAX_EMAX, "range for {name} is [0, MAX_EMAX]"), "capitals": (0, 1, "values for {name} are 0 or 1"),
        "clamp": (0, 1, "values for {name} are 0 or 1"),
    }

    def __setattr__(self, name, value):
        if name in self._LIMITS:
            low, high, text = self._LIMITS[name]
            if not isinstance(value, int):
                raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
            if not low <= value <= high:
                raise ValueError(f"valid {text.format(name=name)}")
        elif name == "rounding":
            if value not in _ROUNDINGS:
                raise TypeError(
                    "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                    "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        elif name not in ("flags", "traps"):
            raise AttributeError(f"'decimal.Context' object has no attribute '{name}'")
        object.__setattr__(self, name, value)

    def __repr__(self):
        flags = ", ".join(s.__name__ for s in _SIGNALS if self.flags[s])
        traps = ", ".join(s.__name__ for s in _SIGNALS if self.traps[s])
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
                f"capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])")

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
                       [s for s in _SIGNALS if self.flags[s]], [s for s in _SIGNALS if self.traps[s]])

    __copy__ = copy

    def clear_flags(self):
        for signal in _SIGNALS:
            self.flags[signal] = False

    def clear_traps(self):
        for signal in _SIGNALS:
            self.traps[signal] = False

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def _signal(self, *conditions):
        """Notes the conditions; raises if one is trapped."""
        raised = []
        first = None
        for condition in conditions:
            signal = InvalidOperation if issubclass(condition, InvalidOperation) else condition
            self.flags[signal] = True
            if self.traps[signal]:
                raised.append(condition)
                first = first or signal
        if first is not None:
            raise first(raised)

    def _signal_float(self):
        self._signal(FloatOperation)

    def create_decimal(self, num="0"):
        from decimal import Decimal, _invalid

        value = Decimal(num, context=self)
        if value._special in ("n", "N") and digits_of(value._int) > self.prec - self.clamp:
            return _invalid(self, ConversionSyntax)
        return value._fix(self)

    def create_decimal_from_float(self, f):
        from decimal import Decimal

        return Decimal.from_float(f)._fix(self)

    def __getattr__(self, name):
        method = _CONTEXT_METHODS.get(name)
        if method is None:
            raise AttributeError(f"'decimal.Context' object has no attribute '{name}'")

        from decimal import _to_decimal

        def call(a, *args):
            converted = [_to_decimal(value) for value in (a, *args)]
            return getattr(converted[0], method)(*converted[1:], context=self)

        return call


_CONTEXT_METHODS = {
    "abs": "_abs", "add": "_add", "subtract": "_sub", "multiply": "_mul", "divide": "_div", "divide_int": "_floordiv",
    "divmod": "_divmod", "remainder": "_mod", "power": "_pow", "minus": "_neg", "plus": "_fix_plus",
    **{name: name for name in (
        "compare", "compare_signal", "exp", "fma", "ln", "log10", "logb", "max", "max_mag", "min", "min_mag", "next_minus",
        "next_plus", "next_toward", "normalize", "number_class", "quantize", "remainder_near", "scaleb", "sqrt",
        "to_eng_string", "to_integral_exact", "to_integral_value", "same_quantum")},
}

def _default_context(**changes):
    context = object.__new__(Context)
    values = {"prec": 28, "rounding": ROUND_HALF_EVEN, "Emin": -999999, "Emax": 999999, "capitals": 1, "clamp": 0,
              "flags": _Switches(), "traps": _Switches((InvalidOperation, DivisionByZero, Overflow))}
    for name, value in {**values, **changes}.items():
        setattr(context, name, value)
    return context


DefaultContext = _default_context()
BasicContext = _default_context(prec=9, rounding=ROUND_HALF_UP, traps=_Switches(
    (InvalidOperation, DivisionByZero, Overflow, Underflow, Clamped)))
ExtendedContext = _default_context(prec=9, traps=_Switches())
_current = DefaultContext.copy()


def getcontext():
    return _current


def setcontext(context, /):
    global _current
    if not isinstance(context, Context):
        raise TypeError("argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current = context


class localcontext:
    """A copy of the context for the block."""

    def __init__(self, ctx=None, **kwargs):
        self._new = (getcontext() if ctx is None else ctx).copy()
        for name, value in kwargs.items():
            if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
                raise TypeError(f"'{name}' is an invalid keyword argument for this function")
            setattr(self._new, name, value)

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *exc_info):
        setcontext(self._saved)


for _cls in (DecimalException, InvalidOperation, *InvalidOperation.__subclasses__(), *_SIGNALS, Context):
    _cls.__module__ = "decimal"
