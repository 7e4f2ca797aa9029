"""collections.abc.Callable[[A, B], R]: a generic alias whose arguments lie flat in `__args__`."""

_GenericAlias = type(list[int])


class CallableAlias(_GenericAlias):
    """`Callable[[A, B], R]`: the arguments lie flat in `__args__`."""

    __slots__ = ()

    def __new__(cls, origin, args):
        if not (isinstance(args, tuple) and len(args) == 2):
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        parameters, result = args
        if isinstance(parameters, (tuple, list)):
            args = (*parameters, result)
        elif not _is_parameter_expression(parameters):
            raise TypeError(
                f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {parameters}")
        return super().__new__(cls, origin, args)

    def __repr__(self):
        if len(self.__args__) == 2 and _is_parameter_expression(self.__args__[0]):
            return super().__repr__()
        parameters = ", ".join(map(_type_repr, self.__args__[:-1]))
        return f"collections.abc.Callable[[{parameters}], {_type_repr(self.__args__[-1])}]"

    def __reduce__(self):
        args = self.__args__
        if not (len(args) == 2 and _is_parameter_expression(args[0])):
            args = list(args[:-1]), args[-1]
        return CallableAlias, (self.__origin__, args)

    def __getitem__(self, item):
        if not isinstance(item, tuple):
            item = (item,)
        if (len(self.__parameters__) == 1 and _is_parameter_expression(self.__parameters__[0])
                and item and not isinstance(item[0], (tuple, list))):
            item = (item,)
        args = super().__getitem__(item).__args__
        if not isinstance(args[0], (tuple, list)):
            args = (list(args[:-1]), args[-1])
        return CallableAlias(self.__origin__, tuple(args))


def _is_parameter_expression(obj):
    if obj is Ellipsis:
        return True
    obj = obj if isinstance(obj, type) else type(obj)
    return obj.__module__ == "typing" and obj.__name__ in ("ParamSpec", "_ConcatenateGenericAlias")


def _type_repr(obj):
    if isinstance(obj, _GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        return obj.__qualname__ if obj.__module__ == "builtins" else f"{obj.__module__}.{obj.__qualname__}"
    if obj is Ellipsis:
        return "..."
    return obj.__name__ if hasattr(obj, "__code__") else repr(obj)
