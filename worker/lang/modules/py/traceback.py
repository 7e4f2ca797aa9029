"""Texts of exceptions, as they are shown when nothing catches them."""

__all__ = ["extract_tb", "format_exc", "format_exception", "format_exception_only", "format_list", "format_tb", "print_exc",
           "print_exception", "print_tb", "walk_tb", "FrameSummary"]

_unset = object()
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


class FrameSummary:
    """One entry of a traceback: file name, line number, function; `line` is the source text, empty where it is unknown."""

    __slots__ = ("filename", "lineno", "name", "line")

    def __init__(self, filename, lineno, name, line=""):
        self.filename, self.lineno, self.name, self.line = filename, lineno, name, line

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def extract_tb(tb, limit=None):
    entries = []
    while tb is not None:
        frame = getattr(tb, "tb_frame", None)
        if frame is None:
            break
        entries.append(FrameSummary(frame.f_code.co_filename, tb.tb_lineno, frame.f_code.co_name))
        tb = tb.tb_next
    if limit is not None:
        entries = entries[:limit] if limit >= 0 else entries[limit:]
    return entries


def format_list(entries):
    lines = []
    for filename, lineno, name, line in entries:
        lines.append(f'  File "{filename}", line {lineno}, in {name}\n' + (f"    {line}\n" if line else ""))
    return lines


def format_tb(tb, limit=None):
    return format_list(extract_tb(tb, limit))


def print_tb(tb, limit=None, file=None):
    _print(format_tb(tb, limit), file)


def format_exception_only(exc, value=_unset, /):
    if value is not _unset:
        exc = value
    if exc is None:
        return ["NoneType: None\n"]
    cls = type(exc)
    name = cls.__qualname__
    if cls.__module__ not in ("__main__", "builtins"):
        name = f"{cls.__module__}.{name}"
    try:
        text = str(exc)
    except Exception:
        text = "<exception str() failed>"
    lines = [f"{name}: {text}\n" if text else f"{name}\n"]
    lines += [f"{note}\n" for note in getattr(exc, "__notes__", ())]
    return lines


def format_exception(exc, value=_unset, tb=_unset, limit=None, chain=True):
    if value is not _unset:
        exc = value
    if exc is None:
        return ["NoneType: None\n"]
    blocks = []
    seen = set()
    trace = exc.__traceback__ if tb is _unset else tb
    while exc is not None:
        seen.add(id(exc))
        block = ["Traceback (most recent call last):\n", *format_tb(trace, limit)] if trace is not None else []
        block += format_exception_only(exc)
        blocks.append(block)
        if not chain:
            break
        if exc.__cause__ is not None and id(exc.__cause__) not in seen:
            exc, joint = exc.__cause__, _CAUSE
        elif exc.__context__ is not None and not exc.__suppress_context__ and id(exc.__context__) not in seen:
            exc, joint = exc.__context__, _CONTEXT
        else:
            break
        blocks.append([joint])
        trace = exc.__traceback__
    return [line for block in reversed(blocks) for line in block]


def print_exception(exc, value=_unset, tb=_unset, limit=None, file=None, chain=True):
    _print(format_exception(exc, value, tb, limit, chain), file)


def format_exc(limit=None, chain=True):
    import sys

    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    _print([format_exc(limit, chain)], file)


def _print(lines, file):
    if file is None:
        import sys

        file = sys.stderr
    file.write("".join(lines))
