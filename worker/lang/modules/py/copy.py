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
    if cls in (list, dict, set, bytearray):
        return x.copy()
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    reduced = _reduced(x, cls, "copyable")
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
            reduced = _reduced(x, cls, "deep-copyable")
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


def _reduced(x, cls, wanted):
    """What the object says of how to make another one like it."""
    reduce = getattr(x, "__reduce_ex__", None)
    if reduce is not None:
        return reduce(4)
    reduce = getattr(x, "__reduce__", None)
    if reduce is not None:
        return reduce()
    raise Error(f"un(deep){wanted.removeprefix('deep-')} object of type {cls}")


def _rebuild(x, func, args, state=None, listiter=None, dictiter=None, *, memo=None):
    """Makes an object from its reduction; with a memo, of deep copies."""
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
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
