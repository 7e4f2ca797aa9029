import math


class Exact:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"


class Real:
    def __float__(self):
        return 2.5


for x in (2.5, -2.5, 1e20, -0.0, 7, True, Exact()):
    print(math.floor(x), math.ceil(x), math.trunc(x))
print(math.floor(Real()), math.ceil(Real()), math.sqrt(Real()))
for x in (math.inf, math.nan):
    try:
        math.floor(x)
    except (OverflowError, ValueError) as e:
        print(e)
