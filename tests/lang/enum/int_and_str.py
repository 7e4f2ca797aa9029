from enum import IntEnum, StrEnum, Enum

class Level(IntEnum):
    LOW = 1
    HIGH = 5

class Mode(StrEnum):
    READ = "r"
    WRITE = "w"

print(Level.LOW, repr(Level.LOW), f"{Level.HIGH}", f"{Level.HIGH:03d}", "%d" % Level.LOW, Level.HIGH * 2, Level(5))
print(Mode.READ, repr(Mode.READ), Mode.READ + "w", Mode.READ == "r", f"{Mode.WRITE:>3}", Mode("w").upper())
print([1, 2, 3][Level.LOW], range(Level.HIGH), int(Level.HIGH), {1: "one"}[Level.LOW], Level.LOW == 1)

class Both(str, Enum):
    A = "a"

print(Both.A, repr(Both.A), Both.A == "a", f"{Both.A}", str(Both.A), Both.A.upper())
try:
    class Bad(StrEnum):
        X = 1
except TypeError as error:
    print(error)
