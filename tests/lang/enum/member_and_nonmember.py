from enum import Enum, member, nonmember, property as enum_property

class E(Enum):
    A = 1
    SPECIAL = nonmember(42)

    @member
    def func():
        return "called"

    _ignore_ = ["tmp"]
    tmp = 5

    def method(self):
        return self.value

print([m.name for m in E], E.SPECIAL, E.func.value(), E.A.method(), hasattr(E, "tmp"))

class P(Enum):
    ONE = 1

    @enum_property
    def double(self):
        return self._value_ * 2

print(P.ONE.double)
try:
    P.double
except AttributeError as error:
    print(error)

class Names(Enum):
    name = "n"
    value = "v"

print(Names.name, Names.value, Names.name.name, Names.value.value)
