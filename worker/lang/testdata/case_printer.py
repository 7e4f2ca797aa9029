"""Prints operations with what this Python answers, one a line: operation, operands, result, separated by tabs.

cpython_test.cpp runs each under lang and compares. Operands are written so that a reader of twenty lines can parse them:
i12 f<hex float> s<hex of utf-8> b<hex> B<hex of a bytearray> n t F e, containers ( ... ) [ ... ] { k v ... },
complex <c re im >, slice < : a b c >. The result is repr(value), or "!Type: text" for an exception.
"""
import sys


def encode(v):
    if v is None:
        return "n"
    if v is True:
        return "t"
    if v is False:
        return "F"
    if v is Ellipsis:
        return "e"
    if isinstance(v, int):
        return "i%d" % v
    if isinstance(v, float):
        return "f" + v.hex()
    if isinstance(v, complex):
        return "c " + encode(v.real) + " " + encode(v.imag)
    if isinstance(v, str):
        return "s" + v.encode("utf-8", "surrogatepass").hex()
    if isinstance(v, bytearray):
        return "B" + v.hex()
    if isinstance(v, bytes):
        return "b" + v.hex()
    if isinstance(v, slice):
        return ": %s %s %s" % (encode(v.start), encode(v.stop), encode(v.step))
    if isinstance(v, list):
        return "[ " + "".join(encode(x) + " " for x in v) + "]"
    if isinstance(v, tuple):
        return "( " + "".join(encode(x) + " " for x in v) + ")"
    if isinstance(v, dict):
        return "{ " + "".join(encode(k) + " " + encode(x) + " " for k, x in v.items()) + "}"
    raise TypeError(type(v))


def result_of(function):
    try:
        value = function()
    except (MemoryError, RecursionError):
        return None
    except Exception as error:  # whatever Python answers is the reference
        return "!%s: %s" % (type(error).__name__, error)
    if type(value) is int and value.bit_length() > 12000:
        return None
    try:
        return repr(value)
    except ValueError as error:
        return "!ValueError: %s" % error


def print_cases(one_case, count):
    """one_case() gives operation, operands and a function to call, or None to try again."""
    made = 0
    while made < count:
        case = one_case()
        if case is None:
            continue
        op, operands, function = case
        line = "\t".join([op, *map(encode, operands)])
        expected = result_of(function)
        if expected is None:
            continue
        sys.stdout.write(line + "\t=\t" + expected.encode("utf-8", "surrogatepass").hex() + "\n")
        made += 1
