import cmath
import math


class Real:
    def __float__(self):
        return 2.25


class Index:
    def __index__(self):
        return 9


class Complex:
    def __complex__(self):
        return 1j


class Float(float):
    pass


class Int(int):
    pass


for x in (Real(), Index(), Float(6.25), Int(16)):
    print(math.sqrt(x), math.log(x), math.isfinite(x), cmath.sqrt(x))
print(math.isqrt(Index()), math.gcd(Index(), Int(6)), math.factorial(Int(5)), math.comb(Index(), 2), math.floor(Float(2.5)), math.fsum([Real(), Float(1)]))
print(cmath.exp(Complex()), math.ldexp(1.0, Int(3)), math.prod([Int(2), Float(0.5)]))


class Wrong:
    def __float__(self):
        return "no"


try:
    math.sin(Wrong())
except TypeError as e:
    print(e)
