from enum import Enum

class Good(Enum):
    _order_ = "B A"
    B = 2
    A = 1

print(list(Good))
try:
    class Bad(Enum):
        _order_ = "A B"
        B = 2
        A = 1
except TypeError as error:
    print(error)
try:
    class Sunder(Enum):
        _odd_ = 1
except ValueError as error:
    print(error)
try:
    class Mro(Enum):
        mro = 1
except ValueError as error:
    print(error)
class Empty(Enum):
    pass
try:
    Empty(1)
except TypeError as error:
    print(error)
