from fractions import Fraction as F
import math

a, b = F(7, 3), F(-2, 5)
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), -a, +a, abs(b), a ** 2, a ** -2, a ** F(1, 2), b ** 3)
print(a + 1, 1 - a, 2 * a, 1 / a, a + 0.5, 0.5 * a, a / 2, 7 // a, 7 % a, a + 1j, 2 ** F(3), 2 ** F(1, 2), 4.0 ** a, F(4) ** 0.5)
print(math.floor(a), math.ceil(a), round(a), round(F(5, 2)), round(F(7, 2)), round(a, 2), round(F(1234, 1), -2), math.trunc(b), int(a), float(a), bool(F(0)))
print(a < b, a > 2, a == F(14, 6), F(1, 2) == 0.5, F(2) == 2, a <= 2.5, a != b, F(1, 3) == 1 / 3, sorted([a, b, 1, 0.3]), max(a, 3))
print(hash(F(1, 2)) == hash(0.5), hash(F(3)) == hash(3), {F(1, 2): "h"}[0.5], sum([F(1, 3)] * 3), F(1, 2).as_integer_ratio(), F(-7, 2) // 1, F(-7, 2) % 1)
for bad in (lambda: a / 0, lambda: a // 0, lambda: a % 0, lambda: a + "x", lambda: F(0) ** -1, lambda: a < "x", lambda: divmod(a, 0)):
    try:
        print(bad())
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
