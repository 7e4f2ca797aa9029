"""Warnings: shown once per place on the job's error output, or turned into exceptions, as filters say."""

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings",
           "catch_warnings"]

# (action, message pattern or None, category, module pattern or None, line or 0), the first that fits decides.
filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
defaultaction = "default"
onceregistry = {}
_seen = {}  # what has been shown, by file: the registry of code whose globals cannot be reached
_version = 1

_ACTIONS = ("default", "error", "ignore", "always", "module", "once")


class WarningMessage:
    """What catch_warnings(record=True) collects."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, "
                f"lineno : {self.lineno}, line : {self.line!r}}}")


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Writes a warning to `file`, by default the job's error output."""
    _show(WarningMessage(message, category, filename, lineno, file, line))


def _show(msg):
    file = msg.file
    if file is None:
        import sys

        file = getattr(sys, "stderr", None)
        if file is None:
            return
    file.write(formatwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.line))


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    if line:
        text += f"  {line.strip()}\n"
    return text


_own_showwarning = showwarning


def _deliver(msg):
    if showwarning is not _own_showwarning:  # replaced by the program
        if not callable(showwarning):
            raise TypeError("warnings.showwarning() must be set to a function or method")
        showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
    else:
        _show(msg)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Adds a filter in front (or, with `append`, behind); `message` and `module` are regular expressions."""
    if action not in _ACTIONS:
        raise AssertionError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise AssertionError("message must be a string")
    if not isinstance(category, type):
        raise AssertionError("category must be a class")
    if not issubclass(category, Warning):
        raise AssertionError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise AssertionError("module must be a string")
    if not isinstance(lineno, int) or lineno < 0:
        raise AssertionError("lineno must be an int >= 0")
    if message or module:
        import re

        message = re.compile(message, 2) if message else None  # re.IGNORECASE
        module = re.compile(module) if module else None
    _add_filter((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Adds a filter that fits every message and module."""
    if action not in _ACTIONS:
        raise AssertionError(f"invalid action: {action!r}")
    if not isinstance(lineno, int) or lineno < 0:
        raise AssertionError("lineno must be an int >= 0")
    _add_filter((action, None, category, None, lineno), append)


def _add_filter(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    """Removes all filters."""
    filters[:] = []
    _filters_mutated()


def _filters_mutated():
    global _version
    _version += 1


def warn(message, category=None, stacklevel=1, source=None):
    """Warns about the code that called, or, with a higher `stacklevel`, about its callers."""
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    filename, lineno, module, registry = _place(stacklevel)
    warn_explicit(message, category, filename, lineno, module, registry, None, source)


def _place(stacklevel):
    """(file, line, module, registry) of the frame `stacklevel` above warn()."""
    import sys

    getframe = getattr(sys, "_getframe", None)
    if getframe is None:
        return "<job>", 1, "__main__", _seen.setdefault("<job>", {})
    try:
        frame = getframe(stacklevel + 1)
    except ValueError:
        return "sys", 1, "sys", _seen.setdefault("sys", {})
    names = frame.f_globals
    try:
        registry = names.setdefault("__warningregistry__", {})
    except (AttributeError, TypeError):
        registry = _seen.setdefault(frame.f_code.co_filename, {})
    return frame.f_code.co_filename, frame.f_lineno, names.get("__name__", "<string>"), registry


def _fits(pattern, text):
    return pattern is None or (pattern == text if isinstance(pattern, str) else pattern.match(text))


def _action(text, category, module, lineno):
    for item in filters:
        action, message_pattern, filter_category, module_pattern, line = item
        if (_fits(message_pattern, text) and issubclass(category, filter_category)
                and _fits(module_pattern, module) and line in (0, lineno)):
            return action, item
    return defaultaction, None


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """warn() for a place that the caller names."""
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        module = module.removesuffix(".py")
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _version:
        registry.clear()
        registry["version"] = _version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    action, item = _action(text, category, module, lineno)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        if onceregistry.get((text, category)):
            return
        onceregistry[text, category] = 1
    elif action == "module":
        registry[key] = 1
        if registry.get((text, category, 0)):
            return
        registry[text, category, 0] = 1
    elif action == "default":
        registry[key] = 1
    elif action != "always":
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {item}")
    _deliver(WarningMessage(message, category, filename, lineno, source=source))


class catch_warnings:
    """Restores the filters at the end of the block; with record=True collects the warnings in a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = ["record=True"] if self._record else []
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        global filters, _deliver, showwarning
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._saved = filters, showwarning, _deliver
        filters = filters[:]
        _filters_mutated()
        if self._filter is not None:
            simplefilter(*self._filter)
        if not self._record:
            return None
        log = []
        showwarning = _own_showwarning

        def collect(msg):
            if showwarning is not _own_showwarning:
                showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
            else:
                log.append(msg)

        _deliver = collect
        return log

    def __exit__(self, *exc_info):
        global filters, _deliver, showwarning
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters, showwarning, _deliver = self._saved
        _filters_mutated()
