"""Tools for functions. partial, reduce, lru_cache and cmp_to_key are native; the rest is here."""

from _functools import cmp_to_key, lru_cache, partial, reduce

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key",
    "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property",
]


def __getattr__(name):
    if name in ("_c3_mro", "_compose_mro"):
        import _singledispatch

        return getattr(_singledispatch, name)
    if name == "_CacheInfo":
        from collections import namedtuple

        return namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"], module="functools")
    raise AttributeError(f"module 'functools' has no attribute {name!r}")


WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes `wrapper` look like `wrapped`; returns it."""
    for attr in assigned:
        try:
            value = getattr(wrapped, attr)
        except AttributeError:
            pass
        else:
            setattr(wrapper, attr, value)
    for attr in updated:
        getattr(wrapper, attr).update(getattr(wrapped, attr, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator: update_wrapper() with the decorated function as the wrapper."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def cache(user_function, /):
    'Simple lightweight unbounded cache.  Sometimes called "memoize".'
    return lru_cache(maxsize=None)(user_function)


def _ordering_method(name, root, negate, join):
    """`name` from the comparison `root`: its result, negated or not, joined with equality where `join` says so.

    `join`: None; "or" for `result or self == other`; "and" for `result and self != other`.
    """

    def method(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        if negate:
            result = not result
        if join == "or":
            return result or self == other
        if join == "and":
            return result and self != other
        return result

    method.__name__ = name
    method.__doc__ = getattr(int, name).__doc__
    return method


_DERIVED = {  # root: (name, negate the root's answer, join with equality)
    "__lt__": (("__gt__", True, "and"), ("__le__", False, "or"), ("__ge__", True, None)),
    "__le__": (("__ge__", True, "or"), ("__lt__", False, "and"), ("__gt__", True, None)),
    "__gt__": (("__lt__", True, "and"), ("__ge__", False, "or"), ("__le__", True, None)),
    "__ge__": (("__le__", True, "or"), ("__gt__", False, "and"), ("__lt__", True, None)),
}


def total_ordering(cls):
    """Class decorator that fills in missing ordering methods."""
    roots = {name for name in _DERIVED if getattr(cls, name, None) is not getattr(object, name, None)}
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)  # prefers __lt__ to __le__ to __gt__ to __ge__
    for name, negate, join in _DERIVED[root]:
        if name not in roots:
            setattr(cls, name, _ordering_method(name, root, negate, join))
    return cls


class partialmethod:
    """A method with some arguments given; a descriptor that gives a bound partial."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
        else:
            self.func = func
            self.args = args
            self.keywords = keywords

    def __repr__(self):
        cls = self.__class__
        given = ", ".join(repr(a) for a in self.args)
        keywords = ", ".join(f"{k}={v!r}" for k, v in self.keywords.items())
        return f"{cls.__module__}.{cls.__qualname__}({self.func}, {given}, {keywords})"

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None:
            new_func = get(obj, cls)
            if new_func is not self.func:
                result = partial(new_func, *self.args, **self.keywords)
                try:
                    result.__self__ = new_func.__self__
                except AttributeError:
                    pass
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(type(list[int]))


class cached_property:
    """A property computed once per instance and kept in its __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            cache = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {name!r} property."
            ) from None
        if name in cache:
            return cache[name]
        value = self.func(instance)
        try:
            cache[name] = value
        except TypeError:
            raise TypeError(
                f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                f"does not support item assignment for caching {name!r} property."
            ) from None
        return value

    __class_getitem__ = classmethod(type(list[int]))


def singledispatch(func):
    """Generic function: which implementation runs depends on the first argument's type."""
    from _singledispatch import Registry

    registry = Registry(func)
    func_name = getattr(func, "__name__", "singledispatch function")

    def register(cls, func=None):
        return registry.register(cls, func, register)

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{func_name} requires at least 1 positional argument")
        return registry.dispatch(args[0].__class__)(*args, **kw)

    wrapper.register = register
    wrapper.dispatch = registry.dispatch
    wrapper.registry = registry.view
    wrapper._clear_cache = registry.cache.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """singledispatch for methods: dispatches on the first argument after self or cls."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(obj, cls)(*args, **kwargs)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
