from typing import (Annotated, Any, Callable, ClassVar, Dict, Generic, List, Literal, Optional, Tuple, Type, TypeVar, Union, get_args,
                    get_origin)
import collections.abc

T = TypeVar("T")
class G(Generic[T]):
    pass
for x in (List[int], Dict[str, int], Optional[int], Callable[[int, str], bool], Callable[..., int], Tuple[int, ...], Literal[1, 2], Annotated[int, 1, 2],
          ClassVar[int], G[int], G, int, list[int], dict[str, int], int | str, Union[int, str], Type[int], List, Tuple[()], collections.abc.Callable[[int], str]):
    print(get_origin(x), get_args(x))
