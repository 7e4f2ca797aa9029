import cmath

for z in (1 + 2j, -1 - 0.5j, 0.3j, -2, 0.5):
    print([f(z) for f in (cmath.sqrt, cmath.exp, cmath.log, cmath.sin, cmath.cos, cmath.tan)])
    print([f(z) for f in (cmath.asin, cmath.acos, cmath.atan, cmath.sinh, cmath.cosh, cmath.tanh, cmath.log10)])
    print(cmath.phase(z), cmath.polar(z), cmath.rect(*cmath.polar(z)))
print(cmath.log(8, 2), cmath.isclose(1j, 1j + 1e-12), cmath.isnan(cmath.nanj), cmath.isinf(cmath.infj), cmath.isfinite(1j), cmath.pi, cmath.infj)
for call in (lambda: cmath.log(0), lambda: cmath.exp(1000), lambda: cmath.sqrt("a"), lambda: cmath.sin(1, 2)):
    try:
        call()
    except (ValueError, OverflowError, TypeError) as e:
        print(type(e).__name__, e)
