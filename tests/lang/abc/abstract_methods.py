from abc import ABC, ABCMeta, abstractmethod

class Shape(ABC):
    @abstractmethod
    def area(self):
        """doc"""

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f"{self.name}: {self.area()}"

class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2

    name = "square"

print(Square(3).describe(), sorted(Shape.__abstractmethods__), Square.__abstractmethods__)
class Half(Shape):
    def area(self):
        return 1
for cls in (Shape, Half):
    try:
        cls()
    except TypeError as error:
        print(error)

class WithClassMethods(metaclass=ABCMeta):
    @classmethod
    @abstractmethod
    def make(cls):
        ...

    @staticmethod
    @abstractmethod
    def util():
        ...

try:
    WithClassMethods()
except TypeError as error:
    print(error)
print(isinstance(Square(1), Shape), issubclass(Half, ABC), type(Shape) is ABCMeta)
