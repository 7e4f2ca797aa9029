import collections
import enum
import json


class Colour(enum.IntEnum):
    RED = 1


class Text(str):
    pass


class Number(float):
    pass


Pair = collections.namedtuple("Pair", "x y")
print(json.dumps([Colour.RED, Text("t"), Number(2.5), Pair(1, 2), collections.OrderedDict(b=1, a=2), collections.defaultdict(int, k=3), collections.Counter("aab")]))
print(json.dumps({Colour.RED: 1, Text("k"): 2}))
