"""inspect's Signature, Parameter and BoundArguments."""

from collections import OrderedDict
from enum import IntEnum
from types import BuiltinFunctionType, FunctionType, GenericAlias, MappingProxyType, MethodType


class _empty:
    """Marks the absence of a default or an annotation."""


_empty.__module__ = "inspect"
_keep = object()  # for replace(), where _empty is a value like any


class _ParameterKind(IntEnum):
    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "variadic positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "variadic keyword"

    def __new__(cls, description):
        value = len(cls.__members__)
        member = int.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    def __str__(self):
        return self.name


_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _ParameterKind


def formatannotation(annotation, base_module=None):
    """The text of an annotation in a signature."""
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation)


def evaluated(value, obj, globals=None, locals=None):
    """An annotation; if it is text, what the text means where `obj` is defined."""
    if not isinstance(value, str):
        return value
    from _annotation_text import evaluate, parse
    from _namespaces import class_namespace, module_namespace
    import builtins

    if globals is None:
        if isinstance(obj, type):
            globals = class_namespace(obj) or {}
            locals = dict(vars(obj)) if locals is None else locals
        elif hasattr(obj, "__parameters_record__"):
            globals = module_namespace(obj.__module__) or {}
        else:
            globals = getattr(obj, "__globals__", getattr(obj, "__dict__", {}))

    def lookup(name):
        for namespace in (locals or {}, globals, builtins.__dict__):
            if name in namespace:
                return namespace[name]
        raise NameError(f"name {name!r} is not defined")

    return evaluate(parse(value), lookup)


class Parameter:
    """One parameter: name, kind, default, annotation."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind")
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name.startswith(".") and name[1:].isdigit():
            # The iterator that a comprehension is called with.
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError("implicit arguments must be passed as positional or keyword arguments, not "
                                 f"{self._kind.description}")
            self._kind = _POSITIONAL_ONLY
            name = f"implicit{name[1:]}"
        from keyword import iskeyword

        if iskeyword(name) and self._kind is not _POSITIONAL_ONLY or not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name

    @property
    def name(self):
        return self._name

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    @property
    def kind(self):
        return self._kind

    def replace(self, *, name=_keep, kind=_keep, annotation=_keep, default=_keep):
        """A copy with some attributes changed."""
        return type(self)(
            self._name if name is _keep else name, self._kind if kind is _keep else kind,
            default=self._default if default is _keep else default,
            annotation=self._annotation if annotation is _keep else annotation)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text = f"{text}: {formatannotation(self._annotation)}"
        if self._default is not _empty:
            text += f" = {self._default!r}" if self._annotation is not _empty else f"={self._default!r}"
        if self._kind == _VAR_POSITIONAL:
            return "*" + text
        return "**" + text if self._kind == _VAR_KEYWORD else text

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind and self._default == other._default
                and self._annotation == other._annotation)


class BoundArguments:
    """The arguments of a call by parameter name."""

    __slots__ = ("arguments", "_signature")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                break
            if name not in self.arguments:
                break
            if parameter.kind == _VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        by_keyword = False
        for name, parameter in self._signature.parameters.items():
            if not by_keyword:
                if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    by_keyword = True
                elif name not in self.arguments:
                    by_keyword = True
                    continue
            if not by_keyword or name not in self.arguments:
                continue
            if parameter.kind == _VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        """Adds what a call leaves to defaults."""
        arguments = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif parameter.default is not _empty:
                arguments[name] = parameter.default
            elif parameter.kind is _VAR_POSITIONAL:
                arguments[name] = ()
            elif parameter.kind is _VAR_KEYWORD:
                arguments[name] = {}
        self.arguments = arguments

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    def __repr__(self):
        return f"<{self.__class__.__name__} ({', '.join(f'{k}={v!r}' for k, v in self.arguments.items())})>"


class Signature:
    """The parameters of a callable, by name, and its return annotation."""

    __slots__ = ("_return_annotation", "_parameters")

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        params = OrderedDict()
        if parameters is not None:
            top_kind = _POSITIONAL_ONLY
            seen_default = False
            for param in parameters:
                kind, name = param.kind, param.name
                if kind < top_kind:
                    raise ValueError(
                        f"wrong parameter order: {top_kind.description} parameter before {kind.description} parameter")
                top_kind = kind
                if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if param.default is not _empty:
                        seen_default = True
                    elif seen_default:
                        raise ValueError("non-default argument follows default argument")
                if name in params:
                    raise ValueError(f"duplicate parameter name: {name!r}")
                params[name] = param
        self._parameters = MappingProxyType(params)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _signature_of(obj, cls, follow_wrapped, globals, locals, eval_str)

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_keep, return_annotation=_keep):
        """A copy with some attributes changed."""
        return type(self)(
            self._parameters.values() if parameters is _keep else parameters,
            return_annotation=self._return_annotation if return_annotation is _keep else return_annotation)

    def _basis(self):
        positional = tuple(p for p in self._parameters.values() if p.kind != _KEYWORD_ONLY)
        keyword_only = {p.name: p for p in self._parameters.values() if p.kind == _KEYWORD_ONLY}
        return positional, keyword_only, self._return_annotation

    def __hash__(self):
        positional, keyword_only, returns = self._basis()
        return hash((positional, frozenset(keyword_only.values()), returns))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._basis() == other._basis()

    def bind(self, /, *args, **kwargs):
        """The BoundArguments of a call; TypeError if it does not fit."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """bind() that allows arguments to be missing."""
        return self._bind(args, kwargs, partial=True)

    def _bind(self, args, kwargs, partial=False):
        kwargs = dict(kwargs)
        arguments = {}
        parameters = list(self._parameters.values())
        used = self._bind_positional(parameters, args, kwargs, arguments, partial)
        var_keyword = None
        for parameter in parameters[used:]:
            name = parameter.name
            if parameter.kind == _VAR_KEYWORD:
                var_keyword = parameter
            elif parameter.kind == _VAR_POSITIONAL:
                continue
            elif name in kwargs:
                if parameter.kind == _POSITIONAL_ONLY:
                    raise TypeError(f"{name!r} parameter is positional only, but was passed as a keyword")
                arguments[name] = kwargs.pop(name)
            elif not partial and parameter.default is _empty:
                raise TypeError(f"missing a required argument: {name!r}")
        if kwargs:
            if var_keyword is None:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
            arguments[var_keyword.name] = kwargs
        return BoundArguments(self, arguments)

    def _bind_positional(self, parameters, args, kwargs, arguments, partial):
        """Binds `args`; how many parameters that has used up."""
        for i, value in enumerate(args):
            parameter = parameters[i] if i < len(parameters) else None
            if parameter is None or parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError("too many positional arguments") from None
            if parameter.kind == _VAR_POSITIONAL:
                arguments[parameter.name] = tuple(args[i:])
                return i + 1
            if parameter.name in kwargs and parameter.kind != _POSITIONAL_ONLY:
                raise TypeError(f"multiple values for argument {parameter.name!r}") from None
            arguments[parameter.name] = value
        return len(args)

    def __repr__(self):
        return f"<{self.__class__.__name__} {self}>"

    def __str__(self):
        result = []
        after_positional_only = False
        needs_star = True
        for param in self._parameters.values():
            kind = param.kind
            if kind == _POSITIONAL_ONLY:
                after_positional_only = True
            elif after_positional_only:
                result.append("/")
                after_positional_only = False
            if kind == _VAR_POSITIONAL:
                needs_star = False
            elif kind == _KEYWORD_ONLY and needs_star:
                result.append("*")
                needs_star = False
            result.append(str(param))
        if after_positional_only:
            result.append("/")
        text = f"({', '.join(result)})"
        if self._return_annotation is not _empty:
            text += f" -> {formatannotation(self._return_annotation)}"
        return text


for _cls in (Parameter, Signature, BoundArguments, _ParameterKind):
    _cls.__module__ = "inspect"


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The signature of a callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str)


def _signature_of(obj, cls, follow_wrapped, globals, locals, eval_str):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")

    def again(other):
        return _signature_of(other, cls, follow_wrapped, globals, locals, eval_str)

    if isinstance(obj, MethodType):
        return _without_first(again(obj.__func__))
    if follow_wrapped:
        from inspect import unwrap

        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or isinstance(f, MethodType))
        if isinstance(obj, MethodType):
            return again(obj)
    sig = getattr(obj, "__signature__", None)
    if sig is not None:
        if not isinstance(sig, Signature):
            raise TypeError(f"unexpected object {sig!r} in __signature__ attribute")
        return sig
    partialmethod = getattr(obj, "_partialmethod", None)
    if partialmethod is not None and type(partialmethod).__name__ == "partialmethod":
        wrapped = _of_partial(again(partialmethod.func), partialmethod, given_first=True)
        return wrapped
    if isinstance(obj, FunctionType):
        return _of_function(obj, cls, globals, locals, eval_str)
    if type(obj).__name__ == "partial" and hasattr(obj, "func"):
        return _of_partial(again(obj.func), obj)
    if isinstance(obj, type):
        return _of_class(obj, again, cls)
    if not isinstance(obj, BuiltinFunctionType) and hasattr(type(obj), "__call__"):
        call = _from_mro(type(obj), "__call__")
        if isinstance(call, FunctionType) or hasattr(call, "__signature__"):
            return _without_first(again(call))
    raise ValueError(f"no signature found for builtin {obj!r}" if isinstance(obj, BuiltinFunctionType)
                     else f"callable {obj!r} is not supported by signature")


def _from_mro(cls, name):
    for base in cls.__mro__:
        if name in base.__dict__:
            return base.__dict__[name]
    return None


def _of_class(obj, again, cls):
    """By the metaclass's __call__, else __new__, else __init__, whichever is written in Python."""
    call = _from_mro(type(obj), "__call__")
    if type(obj).__module__ != "enum" and isinstance(call, FunctionType):
        return _without_first(again(call))
    new = _from_mro(obj, "__new__")
    new = getattr(new, "__func__", new)
    init = _from_mro(obj, "__init__")
    order = [new, init]
    for base in obj.__mro__:  # the nearer definition counts
        if "__new__" in base.__dict__:
            break
        if "__init__" in base.__dict__:
            order.reverse()
            break
    for method in order:
        if isinstance(method, FunctionType) or type(method).__name__ == "partialmethod":
            return _without_first(again(method))
    if type in obj.__mro__:
        raise ValueError(f"no signature found for builtin type {obj!r}")
    if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
        return cls([])
    raise ValueError(f"no signature found for builtin type {obj!r}")


def _without_first(sig):
    """The signature of a bound method."""
    params = list(sig.parameters.values())
    if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if params[0].kind is not _VAR_POSITIONAL:
        params = params[1:]
    return sig.replace(parameters=params)


def _of_function(func, cls, globals, locals, eval_str):
    record = getattr(func, "__parameters_record__", None)
    annotations = dict(getattr(func, "__annotations__", {}))
    if eval_str:
        annotations = {name: evaluated(value, func, globals, locals) for name, value in annotations.items()}
    if record is not None:
        return _of_record(record, cls, annotations)
    code = func.__code__
    names = code.co_varnames
    positional, keyword_only = code.co_argcount, code.co_kwonlyargcount
    defaults = func.__defaults__ or ()
    params = []
    for i, name in enumerate(names[:positional]):
        kind = _POSITIONAL_ONLY if i < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD
        offset = i - (positional - len(defaults))
        params.append(Parameter(name, kind, annotation=annotations.get(name, _empty),
                                default=defaults[offset] if offset >= 0 else _empty))
    index = positional + keyword_only
    if code.co_flags & 0x04:
        params.append(Parameter(names[index], _VAR_POSITIONAL, annotation=annotations.get(names[index], _empty)))
        index += 1
    keyword_defaults = func.__kwdefaults__ or {}
    for name in names[positional:positional + keyword_only]:
        params.append(Parameter(name, _KEYWORD_ONLY, annotation=annotations.get(name, _empty),
                                default=keyword_defaults.get(name, _empty)))
    if code.co_flags & 0x08:
        params.append(Parameter(names[index], _VAR_KEYWORD, annotation=annotations.get(names[index], _empty)))
    return cls(params, return_annotation=annotations.get("return", _empty))


def _of_record(record, cls, annotations):
    """The signature of a generated method, which itself takes (*args, **kwargs)."""
    first = record.first
    if first in record.names:
        first = f"__{first}"
    params = [Parameter(first, _POSITIONAL_OR_KEYWORD)]
    for name in record.names:
        kind = _KEYWORD_ONLY if name in record.keyword_only else _POSITIONAL_OR_KEYWORD
        params.append(Parameter(name, kind, default=record.defaults.get(name, _empty),
                                annotation=annotations.get(name, _empty)))
    return cls(params, return_annotation=annotations.get("return", _empty))


def _of_partial(sig, partial, given_first=False):
    """What remains of a signature when some arguments are given; `given_first`: the first parameter is self, not given."""
    args, keywords = partial.args or (), partial.keywords or {}
    skipped = list(sig.parameters.values())[:1] if given_first else []
    params = OrderedDict((p.name, p) for p in list(sig.parameters.values())[len(skipped):])
    try:
        bound = sig.replace(parameters=params.values()).bind_partial(*args, **keywords)
    except TypeError as error:
        raise ValueError(f"partial object {partial!r} has incorrect arguments") from error
    keyword_from_here = False
    for name, param in list(params.items()):
        given = bound.arguments.get(name, _empty)
        if given is not _empty:
            if param.kind is _POSITIONAL_ONLY:
                del params[name]
                continue
            if param.kind is _POSITIONAL_OR_KEYWORD:
                if name not in keywords:
                    del params[name]
                    continue
                keyword_from_here = True
                params[name] = param = param.replace(default=given)
            elif param.kind is _KEYWORD_ONLY:
                params[name] = param = param.replace(default=given)
        if keyword_from_here:
            if param.kind is _POSITIONAL_OR_KEYWORD:
                params[name] = param.replace(kind=_KEYWORD_ONLY)
                params.move_to_end(name)
            elif param.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                params.move_to_end(name)
            elif param.kind is _VAR_POSITIONAL:
                del params[name]
    return sig.replace(parameters=[*skipped, *params.values()])


def getcallargs(func, /, *positional, **named):
    """The values that the parameters get in a call."""
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    arguments = dict(bound.arguments)
    if isinstance(func, MethodType):
        first = next(iter(signature(func.__func__).parameters))
        arguments = {first: func.__self__, **arguments}
    return arguments


def getfullargspec(func):
    """FullArgSpec(args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations)."""
    from collections import namedtuple

    try:
        plain = func.__func__ if isinstance(func, MethodType) else func
        sig = _signature_of(plain, Signature, False, None, None, False)
    except Exception as error:
        raise TypeError("unsupported callable") from error
    FullArgSpec = namedtuple("FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations",
                             module="inspect")
    args, defaults, keyword_only, keyword_defaults, annotations = [], [], [], {}, {}
    varargs = varkw = None
    if sig.return_annotation is not _empty:
        annotations["return"] = sig.return_annotation
    for name, p in sig.parameters.items():
        if p.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            args.append(name)
            if p.default is not _empty:
                defaults.append(p.default)
        elif p.kind is _VAR_POSITIONAL:
            varargs = name
        elif p.kind is _KEYWORD_ONLY:
            keyword_only.append(name)
            if p.default is not _empty:
                keyword_defaults[name] = p.default
        else:
            varkw = name
        if p.annotation is not _empty:
            annotations[name] = p.annotation
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, keyword_only, keyword_defaults or None, annotations)
