"""Abstract base classes.

A class whose `__abstractmethods__` is not empty is refused by object.__new__, which is native. What an ABC has learned about
other classes sits in one `_abc_impl` record per class; it holds strong references, which end with the job's heap.
"""

# Above 0 while one class is being asked on behalf of another, or isinstance asks issubclass: protocols then do not refuse.
_indirect = 0
_version = 0  # grows with every register(): what was "no" before may be "yes" after


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


def get_cache_token():
    return _version


class _Impl:
    __slots__ = ("registry", "yes", "no", "no_version")

    def __init__(self):
        self.registry = {}  # a dict, because registration order decides which class is asked first
        self.yes = set()
        self.no = set()
        self.no_version = _version


def _abstract_names(cls, namespace):
    names = {name for name, value in namespace.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace)
        cls._abc_impl = _Impl()
        return cls

    def register(cls, subclass):
        """Makes `subclass` a virtual subclass; returns it, so that this works as a decorator."""
        global _indirect, _version
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        _indirect += 1
        try:
            if issubclass(subclass, cls):
                return subclass
            if issubclass(cls, subclass):
                raise RuntimeError("Refusing to create an inheritance cycle")
        finally:
            _indirect -= 1
        cls._abc_impl.registry[subclass] = None
        _version += 1
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        if subclass in cls._abc_impl.yes:
            return True
        subtype = type(instance)
        if subtype is subclass:
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(subtype)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        impl = cls._abc_impl
        if subclass in impl.yes:
            return True
        if impl.no_version != _version:
            impl.no.clear()
            impl.no_version = _version
        elif subclass in impl.no:
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = _is_subclass(cls, subclass)
        elif not isinstance(answer, bool):
            raise AssertionError("__subclasshook__() must return either False, True, or NotImplemented")
        (impl.yes if answer else impl.no).add(subclass)
        return answer

    def _dump_registry(cls, file=None):
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {_version}", file=file)

    def _abc_registry_clear(cls):
        cls._abc_impl.registry.clear()

    def _abc_caches_clear(cls):
        cls._abc_impl.yes.clear()
        cls._abc_impl.no.clear()


def _is_subclass(cls, subclass):
    """By inheritance, by registration, or through a subclass of `cls` that says so."""
    global _indirect
    if cls in subclass.__mro__:
        return True
    _indirect += 1
    try:
        for registered in list(cls._abc_impl.registry):
            if issubclass(subclass, registered):
                return True
        for derived in cls.__subclasses__():
            if issubclass(subclass, derived):
                return True
        return False
    finally:
        _indirect -= 1


_absent = object()


def _own(base, name):
    """What the class itself defines under a name; of a native class, which may not list it, what it answers to."""
    namespace = base.__dict__
    if name in namespace:
        return namespace[name]
    if "__module__" in namespace or name == "__call__":  # every class answers to __call__
        return _absent
    return getattr(base, name, _absent)


def _has_methods(cls, *names):
    """For a __subclasshook__: True if every method is there and none was set to None."""
    for name in names:
        for base in cls.__mro__:
            found = _own(base, name)
            if found is None:
                return NotImplemented
            if found is not _absent:
                break
        else:
            return NotImplemented
    return True


def update_abstractmethods(cls):
    """Recomputes the abstract methods of a class that a decorator has changed; returns the class."""
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_names(cls, cls.__dict__)
    return cls


class ABC(metaclass=ABCMeta):
    __slots__ = ()
