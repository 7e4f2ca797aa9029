from functools import WRAPPER_ASSIGNMENTS, update_wrapper, wraps

def deco(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        """wrapper doc"""
        return f(*args, **kwargs) + 1
    return wrapper

@deco
def add(a: int, b: int = 2) -> int:
    """adds"""
    return a + b

add.attr = "kept"
print(add(1), add.__name__, add.__doc__, add.__wrapped__(1), add.__annotations__, add.__qualname__)

def plain():
    pass

def other(x):
    "other doc"

other.flag = 5
print(update_wrapper(plain, other) is plain, plain.__name__, plain.flag, plain.__doc__)
class Callable:
    def __call__(self):
        pass
print(update_wrapper(lambda: 1, Callable()).__name__, WRAPPER_ASSIGNMENTS)
