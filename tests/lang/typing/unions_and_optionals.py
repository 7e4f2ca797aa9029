from typing import Any, List, Optional, Union

print(Union[int] is int, Union[int, int] is int, Union[int, Union[str, int]] == Union[int, str], Union[int, str] == Union[str, int])
print(Optional[int] == Union[int, None], Optional[Optional[int]] == Optional[int], Union[int, str].__args__, Union[int, None].__args__)
print(hash(Union[int, str]) == hash(Union[str, int]), Union[int, str] == (int | str), List[int] | None, isinstance(3, Union[int, str]))
for bad in (lambda: Union[()], lambda: Optional[int, str], lambda: Union[int, str](), lambda: isinstance(3, List[int]), lambda: Any(),
            lambda: isinstance(1, Any), lambda: Union[(int, "x", 3)] and None, lambda: List[int, str], lambda: Optional[()]):
    try:
        print(bad())
    except TypeError as error:
        print(error)
