from enum import CONTINUOUS, NAMED_FLAGS, UNIQUE, Enum, Flag, IntEnum, verify

def attempt(make):
    try:
        print(list(make()))
    except ValueError as error:
        print(error)

def unique_bad():
    @verify(UNIQUE)
    class A(Enum):
        X = 1
        Y = 1
    return A

def gap():
    @verify(CONTINUOUS)
    class B(IntEnum):
        X = 1
        Y = 4
    return B

def named():
    @verify(NAMED_FLAGS)
    class C(Flag):
        A = 1
        B = 6
    return C

def good():
    @verify(UNIQUE, CONTINUOUS)
    class D(IntEnum):
        A = 1
        B = 2
    return D

for make in (unique_bad, gap, named, good):
    attempt(make)
