"""How the case scripts write values: see CaseReader in test_oracle.h."""


def encode(value):
    if value is None:
        return "n"
    if value is True:
        return "t"
    if value is False:
        return "F"
    if isinstance(value, int):
        return f"i{value}"
    if isinstance(value, float):
        return f"f{value!r}"
    if isinstance(value, complex):
        return f"c {encode(value.real)} {encode(value.imag)}"
    if isinstance(value, str):
        return "s" + value.encode("utf-8", "surrogatepass").hex()
    if isinstance(value, bytes):
        return "b" + value.hex()
    if isinstance(value, list):
        return "[ " + "".join(encode(x) + " " for x in value) + "]"
    if isinstance(value, tuple):
        return "( " + "".join(encode(x) + " " for x in value) + ")"
    if isinstance(value, dict):
        return "{ " + "".join(encode(k) + " " + encode(v) + " " for k, v in value.items()) + "}"
    raise TypeError(value)


def emit(operation, args, expected):
    print("\t".join([operation, *map(encode, args), expected.encode("utf-8", "surrogatepass").hex() or "="]))


def outcome(function, args):
    """repr of what it returns, or "!Type: text"."""
    try:
        return repr(function(*args))
    except Exception as e:
        return f"!{type(e).__name__}: {e}"
