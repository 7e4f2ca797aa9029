import math

for x in (0.0, -1.5, 3.25, 1e300, 5e-324, math.inf, math.nan):
    print(math.frexp(x), math.modf(x), math.ulp(x), math.copysign(1, x), math.isfinite(x), math.isinf(x), math.isnan(x))
print(math.ldexp(0.75, 3), math.ldexp(1, -1080), math.nextafter(1, 2), math.nextafter(0, -1), math.fmod(-7, 3), math.remainder(-7, 3), math.remainder(5, 2))
