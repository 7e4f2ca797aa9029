from enum import Enum

class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3

print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value)
print(Color(2), Color["BLUE"], list(Color), len(Color))
print(Color.RED is Color(1), Color.RED == 1, Color.RED in Color, isinstance(Color.RED, Color))
print({Color.RED: "r"}[Color.RED], Color, type(Color), hash(Color.RED) == hash("RED"))
print(f"{Color.RED}", f"{Color.RED:>12}", "%s" % Color.GREEN, bool(Color))
print(list(reversed(Color)), Color.__members__["GREEN"], dict(Color.__members__))
try:
    Color(7)
except ValueError as error:
    print(error)
try:
    Color["PINK"]
except KeyError as error:
    print(repr(error))
