import copy
from dataclasses import dataclass
from enum import Enum

@dataclass
class Info:
    size: int
    legs: int = 4

class Animal(Info, Enum):
    CAT = 30
    BIRD = 10, 2

print(Animal.CAT, repr(Animal.BIRD), Animal.BIRD.legs, Animal.CAT.size)
print(copy.copy(Animal.CAT) is Animal.CAT, copy.deepcopy([Animal.CAT])[0] is Animal.CAT)
