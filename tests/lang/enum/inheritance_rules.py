from enum import Enum, IntEnum

class Base(Enum):
    def hello(self):
        return "hello " + self.name

class Derived(Base):
    A = 1

print(Derived.A.hello(), issubclass(Derived, Base))
try:
    class More(Derived):
        B = 2
except TypeError as error:
    print(error)
try:
    Derived.A = 3
except AttributeError as error:
    print(error)
try:
    del Derived.A
except AttributeError as error:
    print(error)
try:
    Derived.A.value = 5
except AttributeError as error:
    print(error)
try:
    class Two(int, str, Enum):
        X = 1
except TypeError as error:
    print(error)
try:
    Derived.B
except AttributeError as error:
    print(error)
