from typing import ParamSpec, TypeVar, TypeVarTuple, Generic, Callable, Concatenate, Unpack

T = TypeVar("T", int, str)
B = TypeVar("B", bound="Later")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
print(T, T.__constraints__, T.__bound__, B.__bound__, T.__name__, T.__covariant__, P, P.args, P.kwargs, Ts, T.__module__)
for bad in (lambda: TypeVar("X", int), lambda: TypeVar("X", int, str, bound=int), lambda: TypeVar("X", covariant=True, contravariant=True),
            lambda: TypeVar("X", bound=(1, 2))):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
class Z(Generic[T, P]):
    pass
print(Z[int, [str, bool]], Z[int, ...], Callable[P, T][[int, str], int], Callable[Concatenate[int, P], T])
class A(Generic[Unpack[Ts]]):
    pass
print(A[int, str], A[()], A.__parameters__)
class W(Generic[P]):
    pass
print(W[int, str], W[[int]])
