"""build/bin/ast-dump as functions, and CPython's own answer in the same form."""
import ast
import subprocess
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = ROOT / "build" / "bin" / "ast-dump"
# Before 3.12 the nodes inside an f-string have no positions of their own worth comparing.
FLAT = sys.version_info < (3, 12)


def _run(arguments, data=None):
    flags = ["--depth", "3000"] + (["--flat-fstrings"] if FLAT else [])
    done = subprocess.run([BINARY, *flags, *arguments], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.decode("utf-8", "surrogateescape").split("\n")[:-1]


def dump_files(paths):
    return _run([str(path) for path in paths])


def dump_sources(sources):
    """One answer a source: the dump, or (type, line, message) as a tuple."""
    data = b"".join(source.encode("utf-8", "surrogatepass") + b"\0" for source in sources)
    return [answer(line) for line in _run(["-"], data)]


def answer(line):
    if not line.startswith("!"):
        return line
    kind, line_number, _column, message = line[1:].split("|", 3)
    return kind, int(line_number), message


def cpython(source):
    """What dump_sources should answer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source)
        except SyntaxError as error:
            return type(error).__name__, error.lineno, error.msg
    return dump(tree)


def dump(tree):
    """ast.dump(tree, include_attributes=True) of 3.11, whatever this Python; several times faster."""
    out = []
    _write(tree, None, out)
    return "".join(out)


def _fields(node):
    for name in node._fields:
        value = getattr(node, name, None)
        if value is None and getattr(type(node), name, ...) is None:
            continue
        if name == "type_params" and not value and not isinstance(node, getattr(ast, "TypeAlias", ())):
            continue
        yield name, value


def _write(value, fstring, out):
    if isinstance(value, ast.AST):
        if FLAT and fstring is None and isinstance(value, ast.JoinedStr):
            fstring = value
        out.append(type(value).__name__ + "(")
        separator = ""
        for name, child in _fields(value):
            out.append(f"{separator}{name}=")
            separator = ", "
            _write(child, fstring, out)
        for name in value._attributes:
            out.append(f"{separator}{name}={getattr(fstring or value, name)}")
            separator = ", "
        out.append(")")
    elif isinstance(value, list):
        out.append("[")
        for i, item in enumerate(value):
            if i:
                out.append(", ")
            _write(item, fstring, out)
        out.append("]")
    else:
        out.append(repr(value))
