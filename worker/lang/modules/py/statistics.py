"""Averages and spread of data. Sums are exact, so that results do not depend on the order of the data."""

import math
from fractions import Fraction
from math import fsum, sqrt

__all__ = [
    "NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean",
    "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode", "pstdev",
    "pvariance", "quantiles", "stdev", "variance",
]


class StatisticsError(ValueError):
    pass


def __getattr__(name):
    if name == "NormalDist":
        from _normal_dist import NormalDist

        globals()[name] = NormalDist
        return NormalDist
    if name == "LinearRegression":
        from collections import namedtuple

        made = globals()[name] = namedtuple("LinearRegression", ("slope", "intercept"), module="statistics")
        return made
    raise AttributeError(f"module 'statistics' has no attribute {name!r}")


def _coerce(T, S):
    """The type that a result of data of both types has."""
    if T is S or S is int or S is bool or issubclass(T, S) and T is not int:
        return T
    if T is int or issubclass(S, T):
        return S
    if issubclass(T, int):
        return S
    if issubclass(S, int):
        return T
    if issubclass(T, Fraction) and issubclass(S, float):
        return S
    if issubclass(T, float) and issubclass(S, Fraction):
        return T
    raise TypeError(f"don't know how to coerce {T.__name__} and {S.__name__}")


def _exact_ratio(x):
    """(numerator, denominator), or (x, None) for infinities and NaN."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")


def _sums(data, squares=False):
    """(type, exact sum, exact sum of squares or None, count)."""
    count = 0
    T = int
    partials, square_partials = {}, {}
    for x in data:
        count += 1
        if type(x) is not T:
            T = _coerce(T, type(x))
        n, d = _exact_ratio(x)
        partials[d] = partials.get(d, 0) + n
        if squares:
            if d is None:
                square_partials[None] = square_partials.get(None, 0) + n * n
            else:
                square_partials[d] = square_partials.get(d, 0) + n * n
    if None in partials:
        return T, partials[None], square_partials.get(None), count
    total = sum((Fraction(n, d) for d, n in partials.items()), Fraction(0))
    total_squares = sum((Fraction(n, d * d) for d, n in square_partials.items()), Fraction(0)) if squares else None
    return T, total, total_squares, count


def _sum(data):
    T, total, _, count = _sums(data)
    return T, total, count


def _convert(value, T):
    """`value`, mostly a Fraction, as the type T."""
    if type(value) is T:
        return value
    if issubclass(T, int) and getattr(value, "denominator", 1) != 1:
        T = float
    try:
        return T(value)
    except TypeError:
        if any(base.__module__ == "decimal" for base in T.__mro__):
            return T(value.numerator) / T(value.denominator)
        raise


def _needs_data(data, least, text):
    if len(data) < least:
        raise StatisticsError(text)


def mean(data):
    """The arithmetic mean."""
    T, total, n = _sum(data)
    if n < 1:
        raise StatisticsError("mean requires at least one data point")
    return _convert(total / n, T)


def fmean(data, weights=None):
    """The arithmetic mean as a float, fast."""
    if weights is None:
        if not hasattr(data, "__len__"):
            data = list(data)
        if not len(data):
            raise StatisticsError("fmean requires at least one data point")
        return fsum(data) / len(data)
    if not isinstance(weights, (list, tuple)):
        weights = list(weights)
    if not isinstance(data, (list, tuple)):
        data = list(data)
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    numerator = fsum(x * w for x, w in zip(data, weights))
    denominator = fsum(weights)
    if not denominator:
        raise StatisticsError("sum of weights must be non-zero")
    return numerator / denominator


def geometric_mean(data):
    """The n-th root of the product."""
    try:
        return math.exp(fmean(list(map(math.log, data))))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    """The reciprocal of the mean of the reciprocals."""
    data = list(data)
    negative = "harmonic mean does not support negative values"
    _needs_data(data, 1, "harmonic_mean requires at least one data point")
    if len(data) == 1 and weights is None:
        x = data[0]
        if not isinstance(x, (int, float, Fraction)) and type(x).__name__ != "Decimal":
            raise TypeError("unsupported type")
        if x < 0:
            raise StatisticsError(negative)
        return x
    if weights is None:
        weights = [1] * len(data)
        sum_weights = len(data)
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
        _, sum_weights, _ = _sum(_fail_neg(weights, negative))
    try:
        T, total, _ = _sum(w / x if w else 0 for w, x in zip(weights, _fail_neg(data, negative)))
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _convert(sum_weights / total, T)


def _fail_neg(values, errmsg="negative value"):
    for x in values:
        if x < 0:
            raise StatisticsError(errmsg)
        yield x


def median(data):
    """The middle value; of two middle ones their mean."""
    data = sorted(data)
    _needs_data(data, 1, "no median for empty data")
    i = len(data) // 2
    return data[i] if len(data) % 2 else (data[i - 1] + data[i]) / 2


def median_low(data):
    """The middle value; of two middle ones the smaller."""
    data = sorted(data)
    _needs_data(data, 1, "no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    """The middle value; of two middle ones the larger."""
    data = sorted(data)
    _needs_data(data, 1, "no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """The median of data that stand for intervals around them."""
    from bisect import bisect_left, bisect_right

    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError("no median for empty data")
    x = data[n // 2]
    i = bisect_left(data, x)
    j = bisect_right(data, x, lo=i)
    try:
        interval = float(interval)
        x = float(x)
    except ValueError:
        raise TypeError("Value cannot be converted to a float")
    return x - interval / 2.0 + interval * (n / 2 - i) / (j - i)


def mode(data):
    """The most common value, the first of several."""
    from collections import Counter

    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    """The most common values, in order of first appearance."""
    from collections import Counter

    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    """The n - 1 cut points of the data into n equally likely intervals."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            j, delta = divmod(i * (size - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
    elif method == "exclusive":
        for i in range(1, n):
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    else:
        raise ValueError(f"Unknown method: {method!r}")
    return result


def _square_deviations(data, c=None):
    """(type, exact sum of the squared deviations from `c` or from the mean, count)."""
    if c is not None:
        T, total, count = _sum((d := x - c) * d for x in data)
        return T, total, count
    T, total, squares, count = _sums(data, True)
    if not count:
        return T, Fraction(0), 0
    if not isinstance(total, Fraction):
        return T, total - total, count  # an infinity or NaN among the data
    return T, squares - total * total / count, count


def variance(data, xbar=None):
    """The sample variance."""
    T, total, n = _square_deviations(data, xbar)
    if n < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(total / (n - 1), T)


def pvariance(data, mu=None):
    """The population variance."""
    T, total, n = _square_deviations(data, mu)
    if n < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(total / n, T)


def stdev(data, xbar=None):
    """The square root of the sample variance."""
    T, total, n = _square_deviations(data, xbar)
    if n < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(total / (n - 1), T)


def pstdev(data, mu=None):
    """The square root of the population variance."""
    T, total, n = _square_deviations(data, mu)
    if n < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(total / n, T)


def _root(square, T):
    if any(base.__module__ == "decimal" for base in T.__mro__):
        from _normal_dist import decimal_root

        return decimal_root(square, T)
    return _float_sqrt_of_frac(square.numerator, square.denominator) if isinstance(square, Fraction) else sqrt(square)


def _float_sqrt_of_frac(n, m):
    """The float nearest to sqrt(n / m): an integer root with 109 bits or more whose last bit tells of what was cut off."""
    if not n:
        return 0.0
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        m <<= 2 * shift
    else:
        n <<= -2 * shift
    root = math.isqrt(n // m)
    root |= root * root * m != n
    return float(root << shift) if shift >= 0 else root / (1 << -shift)


def _paired(x, y, name):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f"{name} requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError(f"{name} requires at least two data points")
    return n


def covariance(x, y, /):
    """The sample covariance."""
    n = _paired(x, y, "covariance")
    xbar, ybar = fsum(x) / n, fsum(y) / n
    return fsum((xi - xbar) * (yi - ybar) for xi, yi in zip(x, y)) / (n - 1)


def correlation(x, y, /):
    """Pearson's correlation coefficient."""
    n = _paired(x, y, "correlation")
    xbar, ybar = fsum(x) / n, fsum(y) / n
    sxy = fsum((xi - xbar) * (yi - ybar) for xi, yi in zip(x, y))
    sxx = fsum((d := xi - xbar) * d for xi in x)
    syy = fsum((d := yi - ybar) * d for yi in y)
    try:
        return sxy / sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


def linear_regression(x, y, /, *, proportional=False):
    """(slope, intercept) of the line of least squares."""
    n = _paired(x, y, "linear regression")
    if proportional:
        sxy = fsum(xi * yi for xi, yi in zip(x, y))
        sxx = fsum(xi * xi for xi in x)
    else:
        xbar, ybar = fsum(x) / n, fsum(y) / n
        sxy = fsum((xi - xbar) * (yi - ybar) for xi, yi in zip(x, y))
        sxx = fsum((d := xi - xbar) * d for xi in x)
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    made = globals().get("LinearRegression") or __getattr__("LinearRegression")
    return made(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)
