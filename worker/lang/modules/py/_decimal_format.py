"""decimal's __format__: the format mini-language on exact digits."""

from _decimal_math import drop


def _parse(spec):
    """A dict of the parts of a format specification; ValueError if it is none."""
    parts = {"fill": " ", "align": None, "sign": "-", "alternate": False, "zero": False, "width": 0, "comma": "",
             "precision": None, "type": None}
    i = 0
    if len(spec) > 1 and spec[1] in "<>=^":
        parts["fill"], parts["align"], i = spec[0], spec[1], 2
    elif spec[:1] and spec[0] in "<>=^":
        parts["align"], i = spec[0], 1
    if spec[i:i + 1] and spec[i] in "+- ":
        parts["sign"] = spec[i]
        i += 1
    if spec[i:i + 1] == "z":
        parts["no_negative_zero"] = True
        i += 1
    if spec[i:i + 1] == "#":
        i += 1
    if spec[i:i + 1] == "0":
        if parts["align"] is not None:
            raise ValueError("invalid format string")
        parts["fill"], parts["align"] = "0", "="
        i += 1
    start = i
    while i < len(spec) and spec[i].isdecimal():
        i += 1
    if spec[start:i].startswith("0"):
        raise ValueError("invalid format string")
    parts["width"] = int(spec[start:i] or "0")
    if spec[i:i + 1] == ",":
        parts["comma"] = ","
        i += 1
    if spec[i:i + 1] == ".":
        start = i = i + 1
        while i < len(spec) and spec[i].isdecimal():
            i += 1
        if start == i:
            raise ValueError("invalid format string")
        parts["precision"] = int(spec[start:i])
    if i < len(spec):
        if spec[i] not in "eEfFgGn%" or i + 1 < len(spec):
            raise ValueError("invalid format string")
        parts["type"] = spec[i]
    return parts


def format_decimal(value, spec, context):
    parts = _parse(spec)
    if value._special:
        body = str(value.copy_abs()) + ("%" if parts["type"] == "%" else "")
        if parts["align"] == "=" and parts["fill"] == "0":
            parts["fill"] = " "
        return _padded(value._sign, body, parts)
    kind, precision = parts["type"] or "gG"[context.capitals], parts["precision"]
    coefficient, exponent, sign = value._int, value._exp, value._sign
    if kind == "%":
        exponent += 2
    if precision is not None:
        coefficient, exponent = _rounded(coefficient, exponent, sign, kind, precision, context)
    if not coefficient and exponent > 0 and kind in "fF%":
        exponent = 0
    digits = str(coefficient)
    left = exponent + len(digits)
    if kind in "eE":
        point = 1 - precision if not coefficient and precision is not None else 1
    elif kind in "fF%":
        point = left
    else:
        point = left if exponent <= 0 and left > -6 else 1
    if point < 0:
        whole, fraction = "0", "0" * -point + digits
    elif point > len(digits):
        whole, fraction = digits + "0" * (point - len(digits)), ""
    else:
        whole, fraction = digits[:point] or "0", digits[point:]
    power = left - point
    tail = f".{fraction}" if fraction else ""
    if power or kind in "eE":
        tail += f"{'E' if kind in 'EG' else 'e'}{power:+d}"
    if kind == "%":
        tail += "%"
    if parts.get("no_negative_zero") and not coefficient:
        sign = 0
    return _padded(sign, whole, parts, tail)


def _rounded(coefficient, exponent, sign, kind, precision, context):
    if kind in "eE":
        return _to_digits(coefficient, exponent, sign, precision + 1, context.rounding)
    if kind in "fF%":
        if exponent >= -precision:
            return coefficient * 10 ** (exponent + precision), -precision
        return drop(coefficient, -precision - exponent, context.rounding, sign)[0], -precision
    if len(str(coefficient)) > max(precision, 1):
        return _to_digits(coefficient, exponent, sign, max(precision, 1), context.rounding)
    return coefficient, exponent


def _to_digits(coefficient, exponent, sign, digits, rounding):
    """As a number with exactly so many digits; a zero keeps its exponent."""
    if not coefficient:
        return 0, exponent
    have = len(str(coefficient))
    if have <= digits:
        return coefficient * 10 ** (digits - have), exponent - (digits - have)
    coefficient, _ = drop(coefficient, have - digits, rounding, sign)
    exponent += have - digits
    if len(str(coefficient)) > digits:
        coefficient //= 10
        exponent += 1
    return coefficient, exponent


def _padded(sign, whole, parts, tail=""):
    mark = "-" if sign else parts["sign"] if parts["sign"] in "+ " else ""
    align, fill, width = parts["align"] or ">", parts["fill"], parts["width"]
    if parts["comma"]:
        least = width - len(mark) - len(tail) if align == "=" and fill == "0" else 0
        whole = _grouped(whole, least)
    elif align == "=" and fill == "0":
        whole = whole.zfill(width - len(mark) - len(tail)) if whole.isdecimal() else whole
    body = whole + tail
    missing = width - len(mark) - len(body)
    if missing <= 0:
        return mark + body
    if align == "=":
        return mark + fill * missing + body
    if align == "<":
        return mark + body + fill * missing
    if align == "^":
        return fill * (missing // 2) + mark + body + fill * (missing - missing // 2)
    return fill * missing + mark + body


def _grouped(digits, least):
    """The digits with commas, padded with zeros to `least` characters."""
    if not digits.isdecimal():
        return digits
    grouped = f"{int(digits):,}" if digits else ""
    while len(grouped) < least:
        digits = "0" + digits
        groups = []
        rest = digits
        while rest:
            groups.append(rest[-3:])
            rest = rest[:-3]
        grouped = ",".join(reversed(groups))
    return grouped
