from abc import ABC, abstractmethod

class Drawable(ABC):
    @classmethod
    def __subclasshook__(cls, C):
        if cls is Drawable:
            return any("draw" in B.__dict__ for B in C.__mro__) or NotImplemented
        return NotImplemented

class Pen:
    def draw(self):
        pass

class Stone:
    pass

print(isinstance(Pen(), Drawable), isinstance(Stone(), Drawable))
Drawable.register(Stone)
print(isinstance(Stone(), Drawable), issubclass(Stone, Drawable), Drawable in Stone.__mro__)

class Number(ABC):
    pass

@Number.register
class Mine:
    pass

Number.register(int)
print(issubclass(Mine, Number), isinstance(3, Number), isinstance(True, Number), isinstance("3", Number))
for bad in (3, Number):
    try:
        print(Number.register(bad))
    except TypeError as error:
        print(error)
class Sub(Number):
    pass
try:
    Sub.register(Number)
except RuntimeError as error:
    print(error)
