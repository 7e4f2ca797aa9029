"""Names for the types of things, and dynamic creation of classes.

The common ones are made at import, the rest when they are first named. Coroutines do not exist here: their types have no
instances.
"""

__all__ = [
    "AsyncGeneratorType", "BuiltinFunctionType", "BuiltinMethodType", "CellType", "ClassMethodDescriptorType", "CodeType",
    "CoroutineType", "DynamicClassAttribute", "EllipsisType", "FrameType", "FunctionType", "GeneratorType", "GenericAlias",
    "GetSetDescriptorType", "LambdaType", "MappingProxyType", "MemberDescriptorType", "MethodDescriptorType", "MethodType",
    "MethodWrapperType", "ModuleType", "NoneType", "NotImplementedType", "SimpleNamespace", "TracebackType", "UnionType",
    "WrapperDescriptorType", "coroutine", "new_class", "prepare_class", "resolve_bases",
]


def _function():
    pass


def _generator():
    yield


class _Class:
    def method(self):
        pass


FunctionType = LambdaType = type(_function)
MethodType = type(_Class().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
MappingProxyType = type(type.__dict__)
GenericAlias = type(list[int])
UnionType = type(int | str)
NoneType = type(None)


def _traceback():
    try:
        raise TypeError
    except TypeError as error:
        return error.__traceback__


def _module_type():
    import builtins

    return type(builtins)


_LAZY = {
    "GeneratorType": lambda: type(_generator()),
    "CodeType": lambda: type(_function.__code__),
    "ModuleType": lambda: _module_type(),
    "EllipsisType": lambda: type(Ellipsis),
    "NotImplementedType": lambda: type(NotImplemented),
    "TracebackType": lambda: type(_traceback()),
    "FrameType": lambda: type(_traceback().tb_frame),
    "CellType": lambda: type((lambda x: lambda: x)(0).__closure__[0]),
    "WrapperDescriptorType": lambda: type(object.__init__),
    "MethodWrapperType": lambda: type(object().__str__),
    "MethodDescriptorType": lambda: type(str.join),
    "ClassMethodDescriptorType": lambda: type(dict.__dict__["fromkeys"]),
    "GetSetDescriptorType": lambda: type(FunctionType.__code__),
    "MemberDescriptorType": lambda: type(FunctionType.__globals__),
    "CoroutineType": lambda: _no_instances("coroutine"),
    "AsyncGeneratorType": lambda: _no_instances("async_generator"),
}


def __getattr__(name):
    make = _LAZY.get(name)
    if make is None:
        raise AttributeError(f"module 'types' has no attribute {name!r}")
    value = globals()[name] = make()
    return value


def _no_instances(name):
    def __new__(cls, *args, **kwargs):
        raise TypeError(f"cannot create '{name}' instances")

    return type(name, (), {"__module__": "builtins", "__slots__": (), "__new__": __new__})


def coroutine(func):
    raise TypeError("types.coroutine is not supported: there are no coroutines here")


class SimpleNamespace:
    """Attributes by keyword: SimpleNamespace(a=1).a is 1."""

    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        from reprlib import enter_repr

        cls = type(self)
        name = "namespace" if cls is SimpleNamespace else cls.__name__
        with enter_repr(self) as first:
            if not first:
                return f"{name}(...)"
            return f"{name}({', '.join(f'{key}={value!r}' for key, value in self.__dict__.items())})"

    def __eq__(self, other):
        if issubclass(type(self), SimpleNamespace) and issubclass(type(other), SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __lt__(self, other):
        return self.__dict__ < other.__dict__ if isinstance(other, SimpleNamespace) else NotImplemented

    def __le__(self, other):
        return self.__dict__ <= other.__dict__ if isinstance(other, SimpleNamespace) else NotImplemented

    def __reduce__(self):
        return type(self), (), self.__dict__


class DynamicClassAttribute:
    """A property for instances; on the class the metaclass is asked instead."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.__doc__ = doc or fget.__doc__ if fget is not None or doc else None
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def getter(self, fget):
        doc = fget.__doc__ if self.overwrite_doc else None
        result = type(self)(fget, self.fset, self.fdel, doc or self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result

    def setter(self, fset):
        result = type(self)(self.fget, fset, self.fdel, self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result

    def deleter(self, fdel):
        result = type(self)(self.fget, self.fset, fdel, self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Makes a class as a class statement would; `exec_body` fills its namespace."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved, namespace, **kwds)


def resolve_bases(bases):
    """`bases` with every object that has __mro_entries__ replaced by what that gives; the same object if none has."""
    new_bases = []
    changed = False
    for base in bases:
        if not isinstance(base, type) and hasattr(base, "__mro_entries__"):
            entries = base.__mro_entries__(bases)
            if not isinstance(entries, tuple):
                raise TypeError("__mro_entries__ must return a tuple")
            new_bases.extend(entries)
            changed = True
        else:
            new_bases.append(base)
    return tuple(new_bases) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """(metaclass, namespace, remaining keywords) for the class statement `class name(*bases, **kwds)`."""
    kwds = dict(kwds) if kwds is not None else {}
    meta = kwds.pop("metaclass", type(bases[0]) if bases else type)
    if isinstance(meta, type):
        meta = _derived_metaclass(meta, bases)
    namespace = meta.__prepare__(name, bases, **kwds) if hasattr(meta, "__prepare__") else {}
    return meta, namespace, kwds


def _derived_metaclass(meta, bases):
    winner = meta
    for base in bases:
        base_meta = type(base)
        if issubclass(winner, base_meta):
            continue
        if not issubclass(base_meta, winner):
            raise TypeError(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses "
                "of all its bases")
        winner = base_meta
    return winner
