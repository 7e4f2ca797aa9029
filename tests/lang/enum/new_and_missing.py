from enum import Enum

class Coordinate(bytes, Enum):
    def __new__(cls, value, label, unit):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        obj.unit = unit
        return obj

    PX = (0, "P.X", "km")
    PY = (1, "P.Y", "km")

print(Coordinate.PY, Coordinate.PY.value, Coordinate.PY.label, Coordinate(1), Coordinate.PX == b"\0")

class Status(Enum):
    OK = 0
    FAIL = 1

    @classmethod
    def _missing_(cls, value):
        if isinstance(value, str):
            return cls[value.upper()]
        if value == 99:
            return "nonsense"
        return None

print(Status("ok"), Status(1))
for value in (5, 99, "nope"):
    try:
        print(Status(value))
    except (ValueError, TypeError, KeyError) as error:
        print(type(error).__name__, error)
