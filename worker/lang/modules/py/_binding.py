"""Argument binding for functions that are built at run time, without compiling text.

The generated methods of dataclasses and namedtuples take `(*args, **kwargs)` and come here for whatever is not a plain
positional call. What is bound and what is refused, and in which words, is as if the function had been written out.
"""


class Parameters:
    """The parameter list that a `(*args, **kwargs)` function stands for; also what inspect.signature shows of it.

    `defaults` maps names to values; a name in `keyword_only` is absent from `positional`. `first` is self or cls, already taken.
    """

    __slots__ = ("first", "positional", "keyword_only", "defaults", "annotations", "returns", "names")

    def __init__(self, first, positional, keyword_only=(), defaults=None, annotations=None, **returns):
        self.first = first
        self.positional = positional
        self.keyword_only = keyword_only
        self.defaults = defaults or {}
        self.annotations = annotations or {}
        self.returns = returns  # {"returns": X} or nothing: None is an annotation too
        self.names = positional + keyword_only

    def bind(self, qualname, args, kwargs):
        """The values in order: first of `positional`, then of `keyword_only`. Raises TypeError as a call would."""
        positional = self.positional
        values = dict(zip(positional, args))
        for name, value in kwargs.items():
            if name in values:
                raise TypeError(f"{qualname}() got multiple values for argument '{name}'")
            if name not in self.names:
                raise TypeError(f"{qualname}() got an unexpected keyword argument '{name}'")
            values[name] = value
        if len(args) > len(positional):
            raise TypeError(self._too_many(qualname, len(args), kwargs))
        defaults = self.defaults
        self._check_missing(qualname, "positional", positional, values)
        self._check_missing(qualname, "keyword-only", self.keyword_only, values)
        return [values[name] if name in values else defaults[name] for name in self.names]

    def _too_many(self, qualname, given, kwargs):
        most = len(self.positional) + 1
        least = most - sum(1 for name in self.positional if name in self.defaults)
        given += 1
        takes = f"from {least} to {most}" if least != most else f"{most}"
        plural = "" if takes == "1" else "s"
        extra = sum(1 for name in kwargs if name in self.keyword_only)
        if extra:
            given = (f"{given} positional argument{'' if given == 1 else 's'} (and {extra} keyword-only "
                     f"argument{'' if extra == 1 else 's'})")
        verb = "was" if given == 1 else "were"
        return f"{qualname}() takes {takes} positional argument{plural} but {given} {verb} given"

    def _check_missing(self, qualname, kind, names, values):
        missing = [repr(name) for name in names if name not in values and name not in self.defaults]
        if not missing:
            return
        if len(missing) > 2:
            text = ", ".join(missing[:-1]) + ", and " + missing[-1]
        else:
            text = " and ".join(missing)
        plural = "" if len(missing) == 1 else "s"
        raise TypeError(f"{qualname}() missing {len(missing)} required {kind} argument{plural}: {text}")
