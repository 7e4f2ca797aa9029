from typing import Annotated, List, Literal, TypeVar, get_args

print(Literal[1, 2] == Literal[2, 1], Literal[1, Literal[2, 3]], Literal[1, 1], Literal[1] == Literal[True], Literal["a", None], hash(Literal[1, 2]) == hash(Literal[2, 1]))
A = Annotated[int, "a"]
print(Annotated[A, "b"], A.__metadata__, A.__origin__, A == Annotated[int, "a"], A("5"), get_args(A))
T = TypeVar("T")
L = Annotated[List[T], 1]
print(L[int], L.__parameters__)
for bad in (lambda: Annotated[int], lambda: Literal[1](), lambda: Annotated()):
    try:
        print(bad())
    except TypeError as error:
        print(error)
