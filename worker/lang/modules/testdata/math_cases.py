"""Cases for math_test.cpp with CPython's answers. Usage: math_cases.py math|cmath SEED COUNT"""
import cmath
import math
import random
import sys

from case_values import emit, outcome

INF, NAN = math.inf, math.nan
SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 3.0, 10.0, INF, -INF, NAN, 1e308, -1e308, 1.7976931348623157e308, 5e-324, -5e-324, 2.2250738585072014e-308,
           1e-20, 1e-310, 171.0, 172.5, -170.5, -200.5, 1e16, 9007199254740993.0, 709.8, -745.2, math.pi, math.e, math.pi / 2, 1e22, 0.1, 4.5, 5.5, 6.0, 23.0, 24.0]
ODD = ["a", None, 1j, [1.0], True, 10**400, -(10**400), 3, -7, 0, 2**53 + 1, 2**63, -(2**63)]
UNARY = "acos acosh asin asinh atan atanh cbrt cos cosh degrees erf erfc exp exp2 expm1 fabs gamma lgamma log log10 log1p log2 radians sin sinh sqrt tan tanh ulp frexp modf isfinite isinf isnan floor ceil trunc".split()
BINARY = "atan2 copysign fmod nextafter pow remainder log hypot isclose".split()
INT1 = "factorial isqrt perm".split()
INT2 = "gcd lcm comb perm".split()


def number(rng):
    kind = rng.random()
    if kind < 0.3:
        return rng.choice(SPECIAL)
    if kind < 0.6:
        return rng.uniform(-4, 4)
    if kind < 0.75:
        return rng.uniform(-200, 200)
    if kind < 0.85:
        return math.ldexp(rng.uniform(-1, 1), rng.randint(-1070, 1024))
    if kind < 0.9:
        return float(rng.randint(-30, 180))
    return rng.choice(ODD) if kind < 0.94 else rng.randint(-100, 100)


def integer(rng):
    kind = rng.random()
    if kind < 0.5:
        return rng.randint(-3, 70)
    if kind < 0.6:
        return rng.choice(["a", 1.0, None, True, 2**64, 2**63 - 1])
    return rng.randint(-(2**8), 2 ** rng.choice([10, 31, 32, 62, 63, 64, 65, 127, 128, 200, 500, 1100]))


def math_case(rng):
    kind = rng.random()
    if kind < 0.55:
        return rng.choice(UNARY), [number(rng)] * (1 if rng.random() < 0.99 else 2)
    if kind < 0.75:
        return rng.choice(BINARY), [number(rng), number(rng)]
    if kind < 0.77:
        return "ldexp", [number(rng), rng.choice([rng.randint(-2100, 2100), 10**20, -(10**20), 1.0, 0])]
    if kind < 0.82:
        size = rng.randint(0, 12)
        return "fsum", [[number(rng) if rng.random() < 0.1 else math.ldexp(rng.uniform(-1, 1), rng.randint(-60, 60)) for _ in range(size)]]
    if kind < 0.85:
        size = rng.randint(0, 5)
        scale = rng.choice([0, 0, 900, -900, -1060])
        point = [math.ldexp(rng.uniform(-1, 1), scale + rng.randint(-6, 6)) for _ in range(size)]
        if rng.random() < 0.5:
            return "hypot", point
        return "dist", [point, [0.0 if rng.random() < 0.3 else rng.uniform(-2, 2) for _ in range(size + (rng.random() < 0.05))]]
    if kind < 0.87:
        return "prod", [[rng.choice([2, 3.5, -1, True, 10**20, 0.1]) for _ in range(rng.randint(0, 6))]]
    if kind < 0.92:
        n = integer(rng)
        return (rng.choice(INT1), [n]) if not isinstance(n, int) or n < 2000 or n >= 2**63 else ("isqrt", [n])
    name = rng.choice(INT2)
    if name in ("gcd", "lcm"):
        common = rng.choice([1, 1, 6, 2**70, 10**30])
        return name, [x * common if isinstance(x, int) else x for x in (integer(rng) for _ in range(rng.randint(0, 3)))]
    n, k = integer(rng), integer(rng)
    if isinstance(n, int) and isinstance(k, int) and k > 400 and n - k > 400 and (name == "perm" or n - k > 400):
        k %= 400
    if name == "perm" and isinstance(n, int) and (k is None or (isinstance(k, int) and 400 < k <= n)):
        k = 399
    return name, [n, k]


CMATH1 = "acos acosh asin asinh atan atanh cos cosh exp isfinite isinf isnan log log10 phase polar sin sinh sqrt tan tanh".split()


def complex_number(rng):
    if rng.random() < 0.1:
        return number(rng)
    part = lambda: rng.choice(SPECIAL) if rng.random() < 0.4 else rng.uniform(-3, 3) if rng.random() < 0.7 else math.ldexp(rng.uniform(-1, 1), rng.randint(-1070, 1024))
    return complex(part(), part())


def cmath_case(rng):
    kind = rng.random()
    if kind < 0.9:
        return rng.choice(CMATH1), [complex_number(rng)]
    if kind < 0.94:
        return "log", [complex_number(rng), complex_number(rng)]
    if kind < 0.97:
        return "rect", [number(rng), number(rng)]
    a = complex_number(rng)
    return "isclose", [a, a if rng.random() < 0.3 else complex_number(rng)]


def main(module, seed, count):
    rng = random.Random(seed)
    chosen, case = (math, math_case) if module == "math" else (cmath, cmath_case)
    for _ in range(count):
        name, args = case(rng)
        expected = outcome(getattr(chosen, name), args)
        if len(expected) < 4000 and "Exceeds the limit" not in expected:
            emit(name, args, expected)


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
