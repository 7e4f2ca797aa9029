"""The methods that a dataclass is given: closures over its fields.

Nothing is compiled at run time. An __init__ takes (*args, **kwargs) and a Parameters record does the binding when a call is not
plainly positional, so calls are refused in the words that a written-out __init__ would cause.
"""

from _binding import Parameters


class _Sentinel:
    __slots__ = ("text",)

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


HAS_DEFAULT_FACTORY = _Sentinel("<factory>")


def _parameters(std_fields, kw_fields, missing):
    defaults = {}
    for f in (*std_fields, *kw_fields):
        if f.default is not missing:
            defaults[f.name] = f.default
        elif f.default_factory is not missing:
            defaults[f.name] = HAS_DEFAULT_FACTORY
    annotations = {f.name: f.type for f in (*std_fields, *kw_fields)}
    return Parameters("self", tuple(f.name for f in std_fields), tuple(f.name for f in kw_fields), defaults, annotations,
                      returns=None)


def _fewest_positional(parameters):
    """With at least this many positional arguments and no others a call needs no binding, only defaults at the end."""
    if parameters.keyword_only:
        return len(parameters.names) + 1
    least = len(parameters.positional)
    while least and parameters.positional[least - 1] in parameters.defaults:
        least -= 1
    return least


def make_init(qualname, fields, std_fields, kw_fields, initvar_names, has_post_init, frozen, slots, missing):
    """`fields`: all that are no ClassVar, in order; `std_fields` and `kw_fields`: those that __init__ takes."""
    parameters = _parameters(std_fields, kw_fields, missing)
    names = parameters.names
    steps = _steps(fields, names, initvar_names, slots, missing)
    plain = [step[:3] for step in steps] == [(name, _ARGUMENT, index) for index, name in enumerate(names)]
    count = len(names)
    fill = [parameters.defaults.get(name) for name in names]
    least = _fewest_positional(parameters)
    fill = tuple(fill)
    set_attribute = object.__setattr__ if frozen else setattr
    bind = parameters.bind

    if plain and not has_post_init:
        def __init__(self, /, *args, **kwargs):
            if kwargs or not least <= len(args) <= count:
                args = bind(qualname, args, kwargs)
            elif len(args) < count:
                args += fill[len(args):]
            for name, value in zip(names, args):
                set_attribute(self, name, value)
    else:
        initvar_indexes = [names.index(name) if name in names else None for name in initvar_names]
        initvar_values = {f.name: f.default for f in fields if f.name in initvar_names}

        def __init__(self, /, *args, **kwargs):
            if kwargs or not least <= len(args) <= count:
                args = bind(qualname, args, kwargs)
            elif len(args) < count:
                args += fill[len(args):]
            for name, kind, index, source in steps:
                if kind == _ARGUMENT:
                    value = args[index]
                elif kind == _CONSTANT:
                    value = source
                else:
                    value = HAS_DEFAULT_FACTORY if index is None else args[index]
                    if value is HAS_DEFAULT_FACTORY:
                        value = source()
                set_attribute(self, name, value)
            if has_post_init:
                self.__post_init__(*[
                    initvar_values[name] if index is None else args[index]
                    for name, index in zip(initvar_names, initvar_indexes)])

    __init__.__qualname__ = qualname
    __init__.__annotations__ = {**parameters.annotations, "return": None}
    __init__.__parameters_record__ = parameters
    return __init__


_ARGUMENT, _FACTORY, _CONSTANT = range(3)  # where a field's value comes from


def _steps(fields, names, initvar_names, slots, missing):
    """(field name, where from, index of its argument or None, factory or constant) for every attribute that is set."""
    steps = []
    for f in fields:
        if f.name in initvar_names:
            continue
        index = names.index(f.name) if f.init else None
        if f.default_factory is not missing:
            steps.append((f.name, _FACTORY, index, f.default_factory))
        elif f.init:
            steps.append((f.name, _ARGUMENT, index, None))
        elif slots and f.default is not missing:
            steps.append((f.name, _CONSTANT, None, f.default))
    return steps


def make_repr(fields):
    names = [f.name for f in fields]
    running = set()

    def __repr__(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            return f"{self.__class__.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})"
        finally:
            running.discard(key)

    return __repr__


def _values_getter(names):
    """A function from an instance to the tuple of its fields `names`."""
    if not names:
        return lambda self: ()
    from operator import attrgetter

    if len(names) > 1:
        return attrgetter(*names)
    name = names[0]
    return lambda self: (getattr(self, name),)


def make_eq(fields):
    values = _values_getter([f.name for f in fields])

    def __eq__(self, other):
        if other.__class__ is self.__class__:
            return values(self) == values(other)
        return NotImplemented

    return __eq__


def make_order(fields):
    """__lt__, __le__, __gt__ and __ge__."""
    values = _values_getter([f.name for f in fields])

    def __lt__(self, other):
        if other.__class__ is self.__class__:
            return values(self) < values(other)
        return NotImplemented

    def __le__(self, other):
        if other.__class__ is self.__class__:
            return values(self) <= values(other)
        return NotImplemented

    def __gt__(self, other):
        if other.__class__ is self.__class__:
            return values(self) > values(other)
        return NotImplemented

    def __ge__(self, other):
        if other.__class__ is self.__class__:
            return values(self) >= values(other)
        return NotImplemented

    return __lt__, __le__, __gt__, __ge__


def make_hash(fields):
    values = _values_getter([f.name for f in fields])

    def __hash__(self):
        return hash(values(self))

    return __hash__


def make_frozen(home, fields, error):
    """__setattr__ and __delattr__ that refuse. `home` is a list with the class in it: slots=True replaces the class later."""
    names = frozenset(f.name for f in fields)

    def __setattr__(self, name, value):
        if type(self) is home[0] or name in names:
            raise error(f"cannot assign to field {name!r}")
        super(home[0], self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is home[0] or name in names:
            raise error(f"cannot delete field {name!r}")
        super(home[0], self).__delattr__(name)

    return __setattr__, __delattr__


def describe(cls_name, init):
    """The docstring of a dataclass that has none: its signature."""
    parameters = init.__parameters_record__
    parts = []
    for name in parameters.names:
        if name in parameters.keyword_only and "*" not in parts:
            parts.append("*")
        text = f"{name}: {_annotation_text(parameters.annotations[name])}"
        if name in parameters.defaults:
            text = f"{text} = {parameters.defaults[name]!r}"
        parts.append(text)
    return f"{cls_name}({', '.join(parts)})"


def _annotation_text(annotation):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, type(list[int])):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ == "builtins":
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation)
