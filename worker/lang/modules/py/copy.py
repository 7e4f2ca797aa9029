"""Shallow and deep copies."""

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error

_ATOMIC = frozenset((
    type(None), int, float, bool, complex, str, bytes, tuple, type, range, slice, property, frozenset, type(...),
    type(NotImplemented), type(len), type(lambda: 0), type((lambda: 0).__code__), type(int | str),
))


def copy(x):
    """A new object with the same contents."""
    cls = type(x)
    if cls in _ATOMIC or issubclass(cls, type):
        return x
    if cls is list or cls is dict or cls is set:
        return x.copy()
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    reduced = _reduced(x, cls)
    if isinstance(reduced, str):
        return x
    return _rebuild(x, *reduced)


def deepcopy(x, memo=None, _nil=[]):
    """A new object whose contents are copied too, each shared part once."""
    if memo is None:
        memo = {}
    cls = type(x)
    if cls in _ATOMIC and cls is not tuple and cls is not frozenset and cls is not slice:
        return x
    key = id(x)
    done = memo.get(key, _nil)
    if done is not _nil:
        return done
    copier = _DEEP.get(cls)
    if copier is not None:
        result = copier(x, memo)
    elif issubclass(cls, type):
        return x
    else:
        copier = getattr(x, "__deepcopy__", None)
        if copier is not None:
            result = copier(memo)
        else:
            reduced = _reduced(x, cls)
            result = x if isinstance(reduced, str) else _rebuild(x, *reduced, memo=memo)
    if result is not x:
        memo[key] = result
        _keep_alive(x, memo)
    return result


def _keep_alive(x, memo):
    """Keeps what was copied until the copy is done, so that no other object gets its id."""
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _deepcopy_list(x, memo):
    result = []
    memo[id(x)] = result
    append = result.append
    for item in x:
        append(deepcopy(item, memo))
    return result


def _deepcopy_tuple(x, memo):
    result = [deepcopy(item, memo) for item in x]
    # A cycle through the tuple has made a copy of it meanwhile.
    if id(x) in memo:
        return memo[id(x)]
    for old, new in zip(x, result):
        if old is not new:
            return tuple(result)
    return x


def _deepcopy_dict(x, memo):
    result = {}
    memo[id(x)] = result
    for key, value in x.items():
        result[deepcopy(key, memo)] = deepcopy(value, memo)
    return result


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


class _Class:
    def method(self):
        pass


_DEEP = {
    list: _deepcopy_list,
    tuple: _deepcopy_tuple,
    dict: _deepcopy_dict,
    type(_Class().method): _deepcopy_method,
}


def _reduced(x, cls):
    """What the object says of how to make another one like it: (callable, arguments, state, list items, dict items)."""
    reduce_ex = getattr(cls, "__reduce_ex__", _object_reduce_ex)
    if reduce_ex is not _object_reduce_ex:
        return x.__reduce_ex__(4)
    reduce = getattr(cls, "__reduce__", _object_reduce)
    if reduce is not _object_reduce:
        return x.__reduce__()
    for base in cls.__mro__:
        reduction = _REDUCTIONS.get(base) or _CONTAINER_REDUCTIONS.get(base.__name__)
        if reduction is not None:
            return reduction(x, cls)
        if "__module__" not in base.__dict__ and base is not object:  # native, and says nothing of how to copy it
            raise TypeError(f"cannot pickle '{cls.__name__}' object")
    return _new_object, _new_arguments(x, cls, ()), _state(x, cls)


_object_reduce_ex = getattr(object, "__reduce_ex__", None)
_object_reduce = getattr(object, "__reduce__", None)


def _new_object(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _new_arguments(x, cls, args):
    """The arguments of _new_object; `args`: what the builtin base needs when the class does not say."""
    kwargs = {}
    if hasattr(cls, "__getnewargs_ex__"):
        args, kwargs = x.__getnewargs_ex__()
    elif hasattr(cls, "__getnewargs__"):
        args = x.__getnewargs__()
        if not isinstance(args, tuple):
            raise TypeError(f"__getnewargs__ should return a tuple, not '{type(args).__name__}'")
    return cls, args, kwargs


def _state(x, cls):
    """What __setstate__ gets: what __getstate__ gives, or the __dict__, with the slots if there are any."""
    getstate = getattr(cls, "__getstate__", None)
    if getstate is not None and getstate is not getattr(object, "__getstate__", None):
        return x.__getstate__()
    state = getattr(x, "__dict__", None) or None
    slots = {}
    for base in cls.__mro__:
        names = base.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                name = f"_{base.__name__.lstrip('_')}{name}"
            if hasattr(x, name):
                slots[name] = getattr(x, name)
    return (state, slots) if slots else state


def _by_value(base):
    return lambda x, cls: (_new_object, _new_arguments(x, cls, (base(x),)), _state(x, cls))


def _by_call(arguments):
    return lambda x, cls: (cls, arguments(x), _state(x, cls))


_REDUCTIONS = {
    **{base: _by_value(base) for base in (int, float, complex, str, bytes, tuple)},
    set: _by_call(lambda x: (list(x),)),
    frozenset: _by_call(lambda x: (list(x),)),
    BaseException: _by_call(lambda x: x.args),
    list: lambda x, cls: (_new_object, _new_arguments(x, cls, ()), _state(x, cls), iter(x)),
    dict: lambda x, cls: (_new_object, _new_arguments(x, cls, ()), _state(x, cls), None, iter(x.items())),
}

_CONTAINER_REDUCTIONS = {  # by name, so that copying does not load collections
    "bytearray": _by_call(lambda x: (bytes(x),)),
    "OrderedDict": lambda x, cls: (cls, (), _state(x, cls), None, iter(x.items())),
    "defaultdict": lambda x, cls: (cls, (x.default_factory,), _state(x, cls), None, iter(x.items())),
    "deque": lambda x, cls: (cls, ((), x.maxlen), _state(x, cls), iter(x)),
}


def _rebuild(x, func, args, state=None, listiter=None, dictiter=None, *, memo=None):
    """Makes an object from its reduction; with a memo, of deep copies."""
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]  # a class or a type among them is its own copy
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, "__setstate__"):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(y, name, value)
    if listiter is not None:
        for item in listiter:
            y.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for key, value in dictiter:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            y[key] = value
    return y
