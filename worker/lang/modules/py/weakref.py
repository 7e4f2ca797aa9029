"""weakref's names, for code that uses them to avoid cycles or to keep caches.

References here keep their object: a job's heap is freed as a whole when the job ends, so nothing has to be collected early, and
an object that only a weakref holds stays. Callbacks and finalizers therefore never run by themselves.
"""

from collections.abc import MutableMapping, MutableSet

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]

_ATOMIC = (int, float, complex, str, bytes, tuple, list, dict, type(None))


class ref:
    """ref(obj)() is obj."""

    __slots__ = ("_object", "__callback__", "_hash")

    def __new__(cls, ob, callback=None, /, *args, **kwargs):
        if type(ob) in _ATOMIC:
            raise TypeError(f"cannot create weak reference to '{type(ob).__name__}' object")
        self = super().__new__(cls)
        self._object = ob
        self.__callback__ = callback
        return self

    def __init__(self, ob, callback=None, /):
        pass

    def __call__(self):
        return self._object

    def __eq__(self, other):
        if not isinstance(other, ref):
            return NotImplemented
        return self._object == other._object

    def __hash__(self):
        return hash(self._object)

    def __repr__(self):
        return f"<weakref at {id(self):#x}; to '{type(self._object).__name__}' at {id(self._object):#x}>"

    __class_getitem__ = classmethod(type(list[int]))


ReferenceType = KeyedRef = ref


class WeakMethod(ref):
    """ref() for bound methods."""

    __slots__ = ()

    def __new__(cls, meth, callback=None):
        if not hasattr(meth, "__self__") or not hasattr(meth, "__func__"):
            raise TypeError(f"argument should be a bound method, not {type(meth)}")
        return super().__new__(cls, meth, callback)


class _Proxy:
    __slots__ = ("_proxied",)

    def __init__(self, ob):
        object.__setattr__(self, "_proxied", ob)

    def __getattribute__(self, name):
        return getattr(object.__getattribute__(self, "_proxied"), name)

    def __setattr__(self, name, value):
        setattr(object.__getattribute__(self, "_proxied"), name, value)

    def __delattr__(self, name):
        delattr(object.__getattribute__(self, "_proxied"), name)

    __hash__ = None


class _CallableProxy(_Proxy):
    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return object.__getattribute__(self, "_proxied")(*args, **kwargs)


def _forward_operators():
    import operator

    def forwarded(function):
        def method(self, *args):
            return function(object.__getattribute__(self, "_proxied"), *args)

        return method

    for name in ("eq", "ne", "lt", "le", "gt", "ge", "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and", "or",
                 "xor", "lshift", "rshift", "matmul", "neg", "pos", "abs", "invert", "index", "getitem", "setitem", "delitem",
                 "contains"):
        setattr(_Proxy, f"__{name}__", forwarded(getattr(operator, f"__{name}__")))
    for name, function in (("str", str), ("repr", repr), ("len", len), ("iter", iter), ("bool", bool), ("int", int),
                           ("float", float), ("next", next), ("reversed", reversed), ("bytes", bytes)):
        setattr(_Proxy, f"__{name}__", forwarded(function))


_forward_operators()
ProxyType, CallableProxyType = _Proxy, _CallableProxy
ProxyTypes = (ProxyType, CallableProxyType)


def proxy(ob, callback=None, /):
    """An object that behaves as `ob`."""
    if type(ob) in _ATOMIC:
        raise TypeError(f"cannot create weak reference to '{type(ob).__name__}' object")
    return _CallableProxy(ob) if callable(ob) else _Proxy(ob)


def getweakrefcount(ob, /):
    return 0


def getweakrefs(ob, /):
    return []


class _Dictionary(MutableMapping):
    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def __getitem__(self, key):
        return self.data[key]

    def __setitem__(self, key, value):
        self.data[key] = value

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(list(self.data))

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        return key in self.data

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __or__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"


class WeakValueDictionary(_Dictionary):
    def valuerefs(self):
        return [ref(value) for value in self.data.values()]

    def itervaluerefs(self):
        return iter(self.valuerefs())


class WeakKeyDictionary(_Dictionary):
    def keyrefs(self):
        return [ref(key) for key in self.data]


class WeakSet(MutableSet):
    def __init__(self, data=None):
        self.data = dict.fromkeys(data or ())

    def __contains__(self, item):
        return item in self.data

    def __iter__(self):
        return iter(list(self.data))

    def __len__(self):
        return len(self.data)

    def add(self, item):
        self.data[item] = None

    def discard(self, item):
        self.data.pop(item, None)

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return type(self)(self)

    def __repr__(self):
        return repr(set(self.data))


class finalize:
    """A call that is made at most once, by hand: nothing calls it when the object is gone."""

    def __init__(self, obj, func, /, *args, **kwargs):
        self._info = (obj, func, args, kwargs)
        self.atexit = True

    def __call__(self, _=None):
        info, self._info = self._info, None
        if info is not None:
            return info[1](*info[2], **info[3])
        return None

    def detach(self):
        info, self._info = self._info, None
        return info

    def peek(self):
        return self._info

    @property
    def alive(self):
        return self._info is not None
