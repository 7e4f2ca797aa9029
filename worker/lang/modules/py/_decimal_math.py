"""Integer arithmetic under decimal: rounding, and exp and ln of scaled integers, as exact as asked for."""

from math import isqrt


def digits_of(n):
    return len(str(n))


def drop(coefficient, count, rounding, negative):
    """(coefficient without its last `count` digits, rounded; whether anything but zeros was lost)."""
    unit = 10 ** count
    quotient, rest = divmod(coefficient, unit)
    if not rest:
        return quotient, False
    if rounding == "ROUND_DOWN":
        up = False
    elif rounding == "ROUND_UP":
        up = True
    elif rounding == "ROUND_CEILING":
        up = not negative
    elif rounding == "ROUND_FLOOR":
        up = negative
    elif rounding == "ROUND_05UP":
        up = quotient % 5 == 0
    else:
        half = 2 * rest - unit
        if half:
            up = half > 0
        elif rounding == "ROUND_HALF_EVEN":
            up = quotient % 2 == 1
        else:
            up = rounding == "ROUND_HALF_UP"
    return quotient + up, True


def fixed_ln(coefficient, exponent, places):
    """ln(coefficient * 10**exponent) * 10**places, off by less than a few units."""
    shift = digits_of(coefficient) - 1
    whole = exponent + shift
    guard = places + 15
    scale = 10 ** guard
    mantissa = coefficient * 10 ** (guard - shift) if guard >= shift else coefficient // 10 ** (shift - guard)
    result = _ln_scaled(mantissa, scale)
    if whole:
        result += whole * _ln_scaled(10 * scale, scale)
    return result // 10 ** 15


def _ln_scaled(mantissa, scale):
    """ln(mantissa / scale) * scale: roots until the argument is near 1, then the series of atanh."""
    roots = 12
    guard = 10 ** 8
    scale *= guard
    m = mantissa * guard
    for _ in range(roots):
        m = isqrt(m * scale)
    y = (m - scale) * scale // (m + scale)
    square = y * y // scale
    total, term, k = 0, y, 1
    while term:
        total += term // k
        term = term * square // scale
        k += 2
    return (total << roots + 1) // guard


def fixed_exp(numerator, places):
    """(mantissa, exponent): exp(numerator / 10**places) is mantissa * 10**exponent, with about `places` digits."""
    guard = places + 15
    scale = 10 ** guard
    x = numerator * 10 ** 15
    extra = max(0, digits_of(abs(x)) - guard)
    ln10 = fixed_ln(10, 0, guard + extra)
    whole, rest = divmod(x * 10 ** extra, ln10)
    rest //= 10 ** extra
    halvings = 10
    rest >>= halvings
    total, term, k = scale, scale, 1
    while term:
        term = term * rest // (scale * k)
        total += term
        k += 1
    for _ in range(halvings):
        total = total * total // scale
    return total // 10 ** 15, whole - places


def exact_enough(coefficient, digits, precision):
    """Whether more digits could not change how `coefficient`, right to a few units, rounds to `precision` digits."""
    spare = digits - precision
    tail = coefficient % 10 ** spare
    unit = 10 ** spare
    slack = 1000
    return slack < tail < unit - slack and abs(tail - unit // 2) > slack
