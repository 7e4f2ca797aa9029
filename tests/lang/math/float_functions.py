import math

for f in (math.sin, math.cos, math.tan, math.asin, math.acos, math.atan, math.sinh, math.cosh, math.tanh, math.asinh, math.atanh, math.exp, math.expm1, math.log1p, math.sqrt, math.cbrt, math.erf, math.erfc, math.gamma, math.lgamma, math.degrees, math.radians, math.fabs, math.exp2):
    print(f.__name__, f(0.5), f(0.25))
print(math.acosh(1.5), math.atan2(1, -1), math.hypot(3, 4), math.hypot(1, 2, 3, 4), math.dist((1, 2), (4, 6)), math.pow(2, 0.5))
