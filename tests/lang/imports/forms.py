import math, string as s
import collections.abc
import collections.abc as cabc
from math import pi as p, floor
from collections import (OrderedDict,
                         deque as d,)
print(math.floor(2.7), s.digits, collections.abc.Sized is cabc.Sized, round(p, 2), floor(3.3), OrderedDict.__name__, d.__name__)
