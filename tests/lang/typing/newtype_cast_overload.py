from typing import NewType, TYPE_CHECKING, assert_never, assert_type, cast, final, get_overloads, no_type_check, overload

UserId = NewType("UserId", int)
print(UserId(5), UserId.__name__, UserId.__supertype__, UserId, type(UserId(5)), cast(str, 3), TYPE_CHECKING, assert_type(1, int))

@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x

print(f(3), len(get_overloads(f)))

@overload
def g(x): ...
try:
    g(1)
except NotImplementedError as error:
    print(error)

@final
class F:
    pass

print(F.__final__)
try:
    assert_never(3)
except AssertionError as error:
    print(error)
try:
    class S(UserId):
        pass
except TypeError as error:
    print(error)
print(UserId | None)
