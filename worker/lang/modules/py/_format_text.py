"""Takes format strings apart, for string.Formatter."""


def parse(text):
    """Yields (literal, field name, format spec, conversion) as str.format sees `text`."""
    if not isinstance(text, str):
        raise TypeError(f"expected str, got {type(text).__name__}")
    return _fields(text)


def _fields(text):
    i = 0
    while i < len(text):
        literal, i, is_field = _literal(text, i)
        if not is_field:
            yield literal, None, None, None
            continue
        end = _field_end(text, i)
        name, spec, conversion = _split_field(text[i:end])
        i = end + 1
        yield literal, name, spec, conversion


def _literal(text, i):
    """(the text up to a field or a doubled brace, where to go on, whether a field begins there)."""
    start = i
    while i < len(text) and text[i] not in "{}":
        i += 1
    if i == len(text):
        return text[start:], i, False
    brace = text[i]
    if text[i:i + 2] == brace * 2:
        return text[start:i + 1], i + 2, False
    if brace == "}":
        raise ValueError("Single '}' encountered in format string")
    if i + 1 == len(text):
        raise ValueError("Single '{' encountered in format string")
    return text[start:i], i + 1, True


def _field_end(text, i):
    depth = 1
    in_index = False
    while i < len(text):
        char = text[i]
        if in_index:
            in_index = char != "]"
        elif char == "[" and depth == 1 and ":" not in text[:i].rpartition("{")[2]:
            in_index = True
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if not depth:
                return i
        i += 1
    raise ValueError("expected '}' before end of string")


def _split_field(field):
    i = 0
    in_index = False
    while i < len(field) and (in_index or field[i] not in ":!"):
        if field[i] == "{":
            raise ValueError("unexpected '{' in field name")
        in_index = field[i] == "[" or in_index and field[i] != "]"
        i += 1
    name = field[:i]
    if i == len(field):
        return name, "", None
    if field[i] == ":":
        return name, field[i + 1:], None
    if i + 1 == len(field):
        raise ValueError("end of string while looking for conversion specifier")
    conversion, rest = field[i + 1], field[i + 2:]
    if rest and rest[0] != ":":
        raise ValueError("expected ':' after conversion specifier")
    return name, rest[1:], conversion


def split_field_name(name):
    """(first part: str or int, [(is it an attribute, its name or index), ...])."""
    i = 0
    while i < len(name) and name[i] not in ".[":
        i += 1
    first = name[:i]
    return int(first) if first.isdigit() else first, _rest(name, i)


def _rest(name, i):
    while i < len(name):
        if name[i] == ".":
            start = i = i + 1
            while i < len(name) and name[i] not in ".[":
                i += 1
            part, is_attr = name[start:i], True
        elif name[i] == "[":
            end = name.find("]", i)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            part, is_attr = name[i + 1:end], False
            i = end + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if not part:
            raise ValueError("Empty attribute in format string")
        yield is_attr, int(part) if not is_attr and part.isdigit() else part
