from operator import attrgetter, itemgetter, methodcaller, mul
from functools import reduce
rows = [("x", 3), ("a", 1), ("m", 2)]
print(sorted(rows, key=itemgetter(1)), min(rows, key=itemgetter(0)), list(map(itemgetter(0), rows)), reduce(mul, map(itemgetter(1), rows)))
print(sorted(["b c", "a"], key=methodcaller("count", " ")), sorted([3 + 1j, 1 + 2j], key=attrgetter("imag")), attrgetter("real", "imag")(5))
