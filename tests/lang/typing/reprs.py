import typing as t

T = t.TypeVar("T")
for x in (t.Any, t.Optional[int], t.Union[int, str], t.Union[int, None, str], t.List[int], t.Dict[str, t.List[int]], t.Tuple[int, ...], t.Tuple[()],
          t.Callable[[int], str], t.Callable[..., None], t.Literal["a", 1], t.ClassVar[int], t.Final[str], t.Annotated[int, "meta"], T,
          t.List[T], t.Type[int], t.Set[int], t.FrozenSet[int], t.DefaultDict[str, int], t.Deque[int], t.Counter[str], t.Iterable[int],
          t.Sequence[str], t.Mapping[str, int], t.Generator[int, None, str], t.NoReturn, t.Never, t.Self, t.TypeVar("C", covariant=True),
          t.TypeVar("D", contravariant=True), t.List, t.Dict, t.Callable, t.Union, t.Optional, t.Generic[T], t.List["Fwd"], t.TypeGuard[int],
          t.Concatenate[int, ...], t.AnyStr, t.Text, t.Hashable, t.ContextManager[int], t.Pattern[str]):
    print(x)
