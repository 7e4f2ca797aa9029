from dataclasses import dataclass, field

class Noisy:
    def __set_name__(self, owner, name):
        print("set", owner.__name__, name)

@dataclass
class C:
    a: object = field(default=Noisy())

class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, cls):
        if obj is None:
            return 7
        return getattr(obj, self.name)

    def __set__(self, obj, value):
        if value < 0:
            raise ValueError("negative")
        setattr(obj, self.name, value)

@dataclass
class D:
    v: int = Positive()

print(D(), D(3), D(3).v)
try:
    D(-1)
except ValueError as error:
    print(error)
