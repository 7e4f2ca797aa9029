"""decimal's power: whole exponents by squaring, others through exp and ln."""

from _decimal_math import digits_of, exact_enough, fixed_exp, fixed_ln


def power(base, exponent, context, make, invalid, infinity):
    """base ** exponent for Decimals that are no NaNs; the last three make results."""
    whole = exponent._is_integer()
    odd = whole and exponent._exp <= 0 and int(exponent) % 2 == 1
    sign = 1 if base._sign and odd else 0
    if exponent.is_zero():
        return invalid(context) if base.is_zero() else make(0, 1, 0)
    if base._sign and not whole and not base.is_zero() and not exponent._special:
        return invalid(context)
    if base.is_zero():
        return infinity(sign) if exponent._sign else make(sign, 0, 0)
    if base._special:
        return make(sign, 0, 0) if exponent._sign else infinity(sign)
    magnitude = base.copy_abs()
    if exponent._special:
        if base._sign:
            return invalid(context)
        order = magnitude._compared(make(0, 1, 0))
        if not order:
            return make(0, 10 ** (context.prec - 1), 1 - context.prec)
        return make(0, 0, 0) if (order > 0) == bool(exponent._sign) else infinity(0)
    if whole and exponent.adjusted() < 19:
        return _by_squaring(base, int(exponent), context, make)
    if magnitude == 1:
        return make(sign, 10 ** (context.prec - 1), 1 - context.prec)._fix(context)
    return _by_logarithm(magnitude, exponent, sign, context, make)


def _by_squaring(base, n, context, make):
    if base._int == 1 and base._exp == 0:
        return make(base._sign & n & 1, 1, 0)
    work = context.copy()
    work.prec = context.prec + 4 + digits_of(abs(n))
    work.rounding = "ROUND_HALF_EVEN"
    work.Emax, work.Emin, work.clamp = 999999999999999999, -999999999999999999, 0
    work.clear_traps()
    result = make(0, 1, 0)
    if n < 0:
        base = make(0, 1, 0)._div(base, work)
    k = abs(n)
    while k:
        if k & 1:
            result = result._mul(base, work)
        k >>= 1
        if k:
            base = base._mul(base, work)
        if result._special or result.is_zero() or base._special or base.is_zero():
            break
    if k and (base._special or base.is_zero()):
        result = base
    return _finished(result, context, make)


def _finished(result, context, make):
    """The result in `context`; what is too small for it even with all rounding up is zero, as libmpdec has it."""
    if result._special or not result._int or result.adjusted() >= context.Etiny():
        return result._fix(context)
    from decimal import Clamped, Inexact, Rounded, Subnormal, Underflow

    context._signal(Underflow, Subnormal, Inexact, Rounded, Clamped)
    return make(result._sign, 0, context.Etiny())


def _by_logarithm(base, exponent, sign, context, make):
    """exp(exponent * ln(base)), with more digits until rounding is certain; an exact result ends the search too."""
    extra = 8
    size = exponent.adjusted() + digits_of(abs(base.adjusted()) + 1) + 1
    if size > 22:
        grows = (base._compared(make(0, 1, 0)) > 0) != bool(exponent._sign)
        return make(sign, 1, 2 * 10 ** 18 if grows else -2 * 10 ** 18)._fix(context)
    n = -exponent._int if exponent._sign else exponent._int
    while True:
        places = context.prec + extra + max(0, size) + digits_of(exponent._int)
        log = fixed_ln(base._int, base._exp, places) * n
        log = log * 10 ** exponent._exp if exponent._exp >= 0 else log // 10 ** -exponent._exp
        coefficient, power_of_ten = fixed_exp(log, places)
        digits = digits_of(coefficient)
        if exact_enough(coefficient, digits, context.prec) or extra > 40:
            break
        extra += 8
    spare = digits - context.prec
    if extra > 40:  # an exact power: the true digits behind are zeros
        keep = spare - 4 if spare > 4 else 0
        coefficient = (coefficient + 5 * 10 ** (keep - 1)) // 10 ** keep * 10 ** keep if keep else coefficient
        spare = digits_of(coefficient) - context.prec
        if spare > 0 and coefficient % 10 ** spare == 0:
            context._signal(*_inexact())
            return make(sign, coefficient // 10 ** spare, power_of_ten + spare)._fix(context)
    return make(sign, coefficient, power_of_ten)._fix(context)


def _inexact():
    from decimal import Inexact, Rounded

    return Inexact, Rounded
