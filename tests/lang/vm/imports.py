def attempt(call):
    try:
        print(call())
    except ImportError as error:
        text = str(error)
        print(type(error).__name__, text.split(" (")[0], error.name)


def missing():
    import no_such_module


def missing_child():
    import no_such.child


def not_a_package():
    import math.child


def missing_name():
    from math import no_such_name


def relative():
    from . import sibling


import math
import math as m
import collections.abc
from math import pi as p, sqrt

attempt(missing)
attempt(missing_child)
attempt(not_a_package)
attempt(missing_name)
attempt(relative)
print(m is math, p, sqrt(4), collections.abc.__name__)
print(math.__name__, type(math).__name__)
try:
    math.nothing
except AttributeError as error:
    print(error)


def local():
    import functools

    return functools.reduce(lambda a, b: a + b, [1, 2, 3])


print(local())
from math import *

print(floor(2.5))
