import math

for call in [lambda: math.sin("a"), lambda: math.sin(), lambda: math.sin(1, 2), lambda: math.atan2(1), lambda: math.gcd(1.5), lambda: math.factorial(2.0), lambda: math.floor("x"), lambda: math.trunc("x"), lambda: math.sin(1j), lambda: math.ldexp(1, 2.0), lambda: math.dist([1], [1, 2]), lambda: math.isclose(1), lambda: math.log(), lambda: math.fsum(["a"]), lambda: math.sin(x=1), lambda: math.comb(5)]:
    try:
        print(call())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
