"""Random operations on text and numbers as text, for cpython_test.cpp (case_printer.py says how). Usage: text_cases.py SEED COUNT"""
import random
import re
import sys

from case_printer import print_cases

rng = random.Random(int(sys.argv[1]))
count = int(sys.argv[2])
NAN = float("nan")

PLAIN = list("abcXYZ019 _-+.,:;'\"\\%{}[]()<>=^#!")
SPACES = list(" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000\u200b")
CASED = list("\xdf\u0130\u0131\u03a3\u03c3\u03c2\ufb01\u01c4\u01c5\u01c6\u1e9e\u0345\u10a0\u13a0\uab70\u1f88\xb5\xff\u0149\u01f0\u1c90"
             "\u00c9\u00e9\u0416\u0436\u2160\u24d0\U00010400\U00010428\u02b0\u00aa\u0301'\u00ad\u2019")
DIGITS = list("\u0661\u0967\uff15\u00b2\u00bd\u2460\u4e00\u09f9\U0001d7d8")
OTHERS = ["\x00", "\x7f", "\u20ac", "\U0001f600", "\ud800", "\udc80", "\udfff", "\ufeff", "\U0010ffff", "\u0378", "\ufffd", "\xad"]


def a_char():
    kind = rng.random()
    if kind < 0.5:
        return rng.choice(PLAIN)
    if kind < 0.8:
        return rng.choice(rng.choice([SPACES, CASED, DIGITS, OTHERS]))
    return chr(rng.choice([rng.randrange(0x250), rng.randrange(0x3000), rng.randrange(0x20000), rng.randrange(sys.maxunicode)]))


def a_text():
    size = rng.choice([0, 1, 2, 4, 9, 30, 100]) if rng.random() < 0.9 else rng.randint(120, 300)
    alphabet = rng.choice([None, None, PLAIN, "ab", "ab ", "aB\u03a3 '", SPACES + ["a"], CASED, ["x", "\n", "\r", "\u2028"]])
    return "".join(rng.choice(alphabet) if alphabet else a_char() for _ in range(rng.randint(0, size)))


def some_bytes():
    if rng.random() < 0.5:
        return a_text().encode("utf-8", "surrogatepass")[:60]
    alphabet = rng.choice([b"ab", b"ab \t\r\n", b"aBz09-+ ", bytes(range(256))])
    return bytes(rng.choice(alphabet) for _ in range(rng.randint(0, rng.choice([2, 8, 40]))))


def piece(text):
    """Something that may well be in the text."""
    if text and rng.random() < 0.75:
        start = rng.randrange(len(text))
        return text[start:start + rng.choice([0, 1, 1, 1, 2, 3, 5])]
    return rng.choice([text, type(text)(), a_text() if isinstance(text, str) else some_bytes()])


def a_bound():
    return rng.choice([None, 0, 1, 2, 3, -1, -2, -5, 7, 40, -300, 10 ** 30, -10 ** 30, 1.5 if rng.random() < 0.05 else 4])


def an_int():
    kind = rng.random()
    if kind < 0.4:
        return rng.randint(-1000, 1000)
    if kind < 0.7:
        return rng.choice([-1, 1]) * (2 ** rng.choice([7, 8, 15, 16, 31, 32, 62, 63, 64, 65, 128]) + rng.randint(-2, 2))
    return rng.choice([-1, 1]) * rng.getrandbits(rng.randint(1, 400))


def a_float():
    kind = rng.random()
    if kind < 0.35:
        return rng.choice([0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 1e22, 1e23,
                           5e-324, 1.7976931348623157e308, 0.1, 1 / 3, float("inf"), float("-inf"), NAN, 99.5, 999999.5, 0.95])
    if kind < 0.7:
        return rng.choice([-1, 1]) * round(rng.random() * 10 ** rng.randint(-5, 12), rng.randint(0, 6))
    return float.fromhex("0x1.%013xp%d" % (rng.getrandbits(52), rng.randint(-1070, 1020))) * rng.choice([-1, 1])


def a_complex():
    return complex(rng.choice([0, -0.0, 1.5, a_float()]), rng.choice([0, -0.0, 2, a_float()]))


def scalar():
    return rng.choice([an_int, an_int, a_float, a_float, a_text, a_complex, some_bytes,
                       lambda: rng.choice([None, True, False, (1,), [2], {}])])()


def a_spec():
    if rng.random() < 0.08:
        return "".join(rng.choice("<>=^+- z#0123456789,_.bcdeEfFgGnosxX%qé{}") for _ in range(rng.randint(0, 6)))
    spec = rng.choice(["", "", "<", ">", "^", "=", "*<", "0>", "\u20ac^", "x=", "<<"])
    spec += rng.choice(["", "", "", "+", "-", " "]) + rng.choice(["", "", "", "", "z"]) + rng.choice(["", "", "", "#"])
    spec += rng.choice(["", "", "0"]) + rng.choice(["", "", "1", "5", "8", "12", "25"]) + rng.choice(["", "", "", ",", "_"])
    spec += rng.choice(["", "", ".0", ".1", ".2", ".3", ".6", ".10", ".17", ".25"])
    return spec + rng.choice(["", "", *"bcdeEfFgGnosxX%"])


def format_case():
    value = rng.choice([an_int, a_float, a_float, a_text, a_complex, scalar])()
    spec = a_spec()
    return "format", [value, spec], lambda: format(value, spec)


def a_conversion(letters):
    flags = "".join(rng.choice("-+ #0") for _ in range(rng.choice([0, 0, 1, 1, 2])))
    width = rng.choice(["", "", "", "1", "5", "12", "*"])
    precision = rng.choice(["", "", "", ".0", ".1", ".3", ".12", ".", ".*"])
    return "%" + rng.choice(["", "", "", "(a)", "(b c)"]) * (rng.random() < 0.2) + flags + width + precision + rng.choice(
        ["", "", "", "l", "h"]) + rng.choice(letters)


def percent_case():
    binary = rng.random() < 0.3
    letters = "bsaracdiuxXoeEfFgG%" if binary else "ssrradiuxXoeEfFgGc%"
    if rng.random() < 0.05:
        letters += "qéyz"
    template = "".join(rng.choice(["", "x", "%%", a_conversion(letters), a_conversion(letters)]) for _ in range(rng.randint(1, 3)))
    if rng.random() < 0.04:
        template += rng.choice(["%", "%(", "%(a", "%5", "%.", "%l"])
    if binary:
        template = template.encode("latin-1")
    kind = rng.random()
    if "(" in str(template) and kind < 0.9:
        names = ["a", "b c"]
        args = {n.encode() if binary else n: scalar() for n in names}
    elif kind < 0.15:
        args = scalar()
    else:
        size = str(template).count("%") + str(template).count("*") - 2 * str(template).count("%%") + rng.choice([0, 0, 0, 0, 1, -1])
        args = tuple(rng.choice([scalar, an_int, an_int, a_float, lambda: rng.randint(-3, 12)])() for _ in range(max(size, 0)))
    given = args if isinstance(args, tuple) else args.values() if isinstance(args, dict) else (args,)
    stars = "*" in str(template) and any(isinstance(a, int) and abs(a) > 1000 for a in given)  # widths without bound
    return None if stars else ("%", [template, args], lambda: template % args)


def a_field(depth=1):
    name = rng.choice(["", "", "", "0", "1", "2", "a", "b", "a[0]", "0[k]", "0.real", "b.imag", "a[-1]", "1[0][0]", "0.", "a[", "9", "\u0661"])
    conversion = rng.choice(["", "", "", "", "!r", "!s", "!a", "!x", "!"] if rng.random() < 0.5 else [""])
    spec = ""
    if rng.random() < 0.5:
        spec = ":" + (rng.choice(["{}", "{0}", ">{a}", "{", "{{}}", "{:{}}"]) if depth and rng.random() < 0.15 else a_spec())
    return "{" + name + conversion + spec + rng.choice(["}"] * 30 + ["", "}}"])


def template_case():
    template = "".join(rng.choice(["", "t\xe9", "{{", "}}", a_field(), a_field()]) for _ in range(rng.randint(1, 4)))
    if rng.random() < 0.03:
        template += rng.choice("{}")
    args = tuple(rng.choice([an_int, a_float, a_text, lambda: [1, [2]], lambda: {"k": 3, 0: 4}])() for _ in range(rng.randint(0, 3)))
    keywords = {n: rng.choice([an_int, a_text, lambda: rng.randint(0, 9)])() for n in rng.choice(["", "a", "ab"])}
    if re.search(r":[^}]*{", template) and any(isinstance(a, int) and abs(a) > 1000 for a in (*args, *keywords.values())):
        return None  # widths without bound
    if rng.random() < 0.1:
        return ".format_map", [template, keywords], lambda: template.format_map(keywords)
    return "format_call", [template, args, keywords], lambda: template.format(*args, **keywords)


NO_ARGUMENTS = ["capitalize", "isalnum", "isalpha", "isascii", "isdigit", "islower", "isspace", "istitle", "isupper", "lower",
                "swapcase", "title", "upper"]
STR_ONLY = ["casefold", "isdecimal", "isidentifier", "isnumeric", "isprintable"]
SEARCH = ["count", "find", "index", "rfind", "rindex", "startswith", "endswith"]
CODECS = ["utf-8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf_32_be", "UTF 8", "Latin1",
          "utf-8-sig", "L1", "us-ascii", "nope-x"]
HANDLERS = ["strict", "strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass"]


def search_arguments(text):
    wanted = piece(text)
    if rng.random() < 0.15:
        wanted = rng.choice([scalar(), tuple(piece(text) for _ in range(rng.randint(0, 3))), 97, 300, -1])
    return [wanted] + [a_bound() for _ in range(rng.choice([0, 0, 0, 1, 2, 2]))]


def method_arguments(text, name):
    if name in SEARCH:
        return search_arguments(text)
    if name in ("strip", "lstrip", "rstrip"):
        return rng.choice([[], [], [None], [piece(text) + piece(text)], [scalar()]])
    if name in ("split", "rsplit"):
        return rng.choice([[], [None], [piece(text)], [piece(text)], [scalar()]]) and [
            rng.choice([None, piece(text), piece(text), scalar()]), *rng.choice([[], [], [rng.randint(-1, 4)]])]
    if name in ("partition", "rpartition", "removeprefix", "removesuffix"):
        return [piece(text) if rng.random() < 0.9 else scalar()]
    if name == "replace":
        return [piece(text), piece(text), *rng.choice([[], [], [rng.randint(-1, 3)]])] if rng.random() < 0.95 else [scalar(), scalar()]
    if name in ("center", "ljust", "rjust"):
        fill = rng.choice([[], [], [piece(text)[:1]], [piece(text)], [scalar()]])
        return [rng.choice([0, 3, 10, 11, 40, -4, "5"] if rng.random() < 0.2 else [10, 11, 40, 41, 305]), *fill]
    if name in ("zfill", "expandtabs"):
        return rng.choice([[], [rng.randint(-2, 20)], [rng.randint(0, 9)], ["a"]])
    if name == "splitlines":
        return rng.choice([[], [], [True], [False], [0], [3]])
    if name == "join":
        items = [piece(text) for _ in range(rng.randint(0, 4))] + ([scalar()] if rng.random() < 0.1 else [])
        return [rng.choice([items, tuple(items), items, text])]
    if name in ("encode", "decode"):
        handlers = HANDLERS + (["xmlcharrefreplace"] if name == "encode" else []) + (["nope"] if rng.random() < 0.1 else [])
        handler = rng.choice(handlers)
        codec = rng.choice(CODECS if handler != "nope" else ["utf-8", "ascii", "latin-1"])  # others hide it in another error
        return rng.choice([[], [codec], [codec, handler], [codec, handler]])
    if name == "translate":
        if isinstance(text, str):
            return [{ord(c): rng.choice([None, "yz", "", ord("q"), 0x1F600, "\xe9"]) for c in piece(text)}]
        return rng.choice([[bytes(range(255, -1, -1))], [None, piece(text)], [b"short"]])
    if name == "hex":
        return rng.choice([[], [":"], ["-", 2], [b"_", -3], ["ab"], ["\xe9"], [":", 0]])
    return [] if rng.random() < 0.97 else [1]


def text_method_case():
    text = rng.choice([a_text, a_text, a_text, some_bytes, lambda: bytearray(some_bytes())])()
    names = NO_ARGUMENTS + SEARCH * 2 + ["strip", "lstrip", "rstrip", "split", "rsplit", "partition", "rpartition", "removeprefix",
                                         "removesuffix", "replace", "replace", "center", "ljust", "rjust", "zfill", "expandtabs",
                                         "splitlines", "join", "translate"]
    names += STR_ONLY + ["encode"] * 3 if isinstance(text, str) else ["decode"] * 3 + ["hex"]
    name = rng.choice(names)
    args = method_arguments(text, name)
    if name == "fromhex":
        return None
    if isinstance(text, bytearray):
        return "." + name, [text, *args], lambda: (getattr(text, name)(*args), text)
    return "." + name, [text, *args], lambda: getattr(text, name)(*args)


def bytearray_case():
    array = bytearray(some_bytes())
    name, args = rng.choice([("append", [rng.randint(-2, 260)]), ("extend", [rng.choice([some_bytes(), [1, 2], [256], "a", 5])]),
                             ("insert", [rng.randint(-9, 9), rng.randint(0, 255)]), ("pop", [rng.randint(-9, 9)]), ("pop", []),
                             ("remove", [rng.choice(list(array) or [0])]), ("remove", [300]), ("reverse", []), ("clear", []),
                             ("copy", [])])

    def run():
        copy = bytearray(array)
        return getattr(copy, name)(*args), copy
    return "." + name, [array, *args], run


def subscript_case():
    text = rng.choice([a_text, some_bytes, lambda: bytearray(some_bytes())])()
    index = rng.choice([rng.randint(-9, 9), slice(a_bound(), a_bound(), rng.choice([None, None, 1, 2, -1, -2, 0]))])
    if isinstance(text, bytearray) and rng.random() < 0.5:
        value = rng.choice([rng.randint(-1, 256), some_bytes(), [1, 2, 3], "a", 2.5, bytearray(b"xy")])

        def assign():
            copy = bytearray(text)
            copy[index] = value
            return copy
        return "setitem", [text, index, value], assign
    return "getitem", [text, index], lambda: text[index]


def operator_case():
    left = rng.choice([a_text, some_bytes, lambda: bytearray(some_bytes())])()
    kind = rng.random()
    if kind < 0.3:
        right = rng.choice([piece(left), some_bytes(), bytearray(some_bytes()), scalar()])
        return "+", [left, right], lambda: left + right
    if kind < 0.5:
        right = rng.choice([rng.randint(-2, 5), scalar()])
        if isinstance(right, int) and abs(right) > 1000:
            return None
        return "*", [left, right], lambda: left * right
    if kind < 0.75:
        part = rng.choice([piece(left), 97, 300, scalar()])
        return "in", [part, left], lambda: part in left
    right = rng.choice([bytes(left), bytearray(left)]) if not isinstance(left, str) else piece(left)
    op = rng.choice(["==", "<", ">=", "!="])
    functions = {"==": lambda: left == right, "<": lambda: left < right, ">=": lambda: left >= right, "!=": lambda: left != right}
    return op, [left, right], functions[op]


def number_text():
    base = rng.choice([str(an_int()), repr(a_float()), "%e" % a_float(), hex(an_int()), bin(abs(an_int())), oct(an_int())])
    kind = rng.random()
    if kind < 0.25:
        at = rng.randint(0, len(base))
        base = base[:at] + rng.choice(["_", "__", " ", "e", ".", "-", "+", "0", "\u0664", "\uff11", "\xe9", "j", "\x00"]) + base[at:]
    if kind < 0.35:
        base = "".join(rng.choice("\u0660\uff10\u0966") if c == "0" else c for c in base)
    if rng.random() < 0.15:
        base = rng.choice(SPACES) + base + rng.choice(SPACES)
    if rng.random() < 0.05:
        base = rng.choice(["", "inf", "-Infinity", "NaN", "+nan", "infinit", "1e", "e5", ".", "5.", ".5", "1_000.5", "1e1_0", "1__0", "0x", "0b2"])
    return base


def number_case():
    kind = rng.random()
    if kind < 0.25:
        text = number_text()
        bases = [[], [10], [0], [16], [2], [8], [36], [37], [1], [-1]]
        args = [text, *rng.choice(bases)]
        return "int", args, lambda: int(*args)
    if kind < 0.45:
        text = number_text()
        if rng.random() < 0.2:
            text = text.encode("utf-8", "surrogatepass")
        return "float", [text], lambda: float(text)
    if kind < 0.6:
        text = number_text() + rng.choice(["", "+", "-"]) + rng.choice([number_text(), ""]) + rng.choice(["j", "J", "", "j)"])
        text = rng.choice([text, "(" + text, "(" + text + ")", " ( " + text + " ) "])
        return "complex", [text], lambda: complex(text)
    if kind < 0.75:
        value = an_int()
        name, args = rng.choice([("bit_length", []), ("bit_count", []), ("as_integer_ratio", []), ("conjugate", []),
                                 ("__round__", [rng.randint(-30, 3)]), ("to_bytes", [rng.randint(0, 60), rng.choice(["big", "little", "x"])])])
        return "." + name, [value, *args], lambda: getattr(value, name)(*args)
    if kind < 0.9:
        value = a_float()
        name, args = rng.choice([("hex", []), ("as_integer_ratio", []), ("is_integer", []), ("conjugate", []), ("__trunc__", []),
                                 ("__floor__", []), ("__ceil__", []), ("__round__", []), ("__round__", [rng.randint(-3, 20)])])
        return "." + name, [value, *args], lambda: getattr(value, name)(*args)
    a, b, m = an_int(), rng.choice([rng.randint(-40, 200), an_int()]), rng.choice([an_int(), rng.randint(-50, 50)])
    return "pow_mod", [a, b, m], lambda: pow(a, b, m)


CASES = [format_case, format_case, percent_case, template_case, text_method_case, text_method_case, text_method_case, bytearray_case,
         subscript_case, operator_case, number_case, number_case]
print_cases(lambda: rng.choice(CASES)(), count)
