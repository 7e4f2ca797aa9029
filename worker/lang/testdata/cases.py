"""Random operations on all kinds of values, for cpython_test.cpp (case_printer.py says how). Usage: cases.py SEED COUNT"""
import operator
import random
import sys

from case_printer import print_cases

rng = random.Random(int(sys.argv[1]))
count = int(sys.argv[2])

BINARY = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
          "%": operator.mod, "**": operator.pow, "<<": operator.lshift, ">>": operator.rshift, "&": operator.and_,
          "|": operator.or_, "^": operator.xor, "@": operator.matmul}
NAN = float("nan")  # one object: identity counts in containers, and ours is by value
COMPARE = {"<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne, ">": operator.gt, ">=": operator.ge}
UNARY = {"neg": operator.neg, "pos": operator.pos, "invert": operator.invert, "not": operator.not_}
CALLS = {"repr": repr, "str": str, "len": len, "int": int, "float": float, "bool": bool, "abs": abs, "round": round, "list": list,
         "tuple": tuple, "dict": dict, "min": min, "max": max, "sum": sum, "sorted": sorted, "range": range, "complex": complex,
         "enumerate": lambda *a: list(enumerate(*a)), "zip": lambda *a: list(zip(*a))}
METHODS = {
    "str": ["join", "split", "strip", "lstrip", "rstrip", "replace", "startswith", "endswith", "find", "count"],
    "list": ["append", "extend", "pop", "insert", "index", "count", "remove", "reverse", "clear", "copy"],
    "tuple": ["index", "count"],
    "dict": ["get", "pop", "setdefault", "keys", "values", "items", "update", "copy", "clear"],
    "int": ["bit_length", "conjugate"], "float": ["is_integer"],
}


def an_int():
    kind = rng.random()
    if kind < 0.35:
        return rng.randint(-10, 10)
    if kind < 0.6:
        return rng.choice([-1, 1]) * (2 ** rng.choice([31, 32, 52, 53, 54, 62, 63, 64, 65, 127, 128]) + rng.randint(-2, 2))
    if kind < 0.8:
        return rng.randint(-(2 ** 63), 2 ** 63)
    return rng.choice([-1, 1]) * rng.getrandbits(rng.randint(1, 700))


def a_float():
    kind = rng.random()
    if kind < 0.3:
        return rng.choice([0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 1e22,
                           1e23, 5e-324, 1.7976931348623157e308, 0.1, 0.2, 0.3, 1 / 3, float("inf"), float("-inf"), NAN,
                           9007199254740993.0])
    if kind < 0.6:
        return rng.uniform(-1000, 1000)
    if kind < 0.8:
        return rng.choice([-1, 1]) * rng.random() * 10 ** rng.randint(-30, 30)
    return float.fromhex("0x1.%013xp%d" % (rng.getrandbits(52), rng.randint(-1070, 1020))) * rng.choice([-1, 1])


ALPHABET = ["a", "b", "c", " ", "x", "1", "2", "_", "-", ".", "e", "\n", "\t", "\\", "'", '"', "\x00", "\x7f", "\xe9", "\xa0",
            "\u00ad", "\u20ac", "\u3000", "\U0001f600", "\u0301", "\ud800", "\x85", "\U000e0001"]


def a_str():
    if rng.random() < 0.2:
        return rng.choice(["", " 12 ", "-7", "1_000", "0x1f", "1e5", "inf", "-nan", "1.5", " .5 ", "1__0", "0b101", "+3",
                           "infinity", "1e400", "1" * 30, "-0", "e5", "5.", "_1", "1_", "0_0", "00", "07", "3\n"])
    return "".join(rng.choice(ALPHABET) for _ in range(rng.randint(0, rng.choice([3, 8, 200]))))


def a_scalar():
    return rng.choice([an_int, an_int, a_float, a_float, a_str, lambda: rng.choice([None, True, False, Ellipsis])])()


def a_complex():
    def part():
        return rng.choice([0, -0.0, 1, -2, 0.5, 3, rng.uniform(-5, 5)])
    return complex(part(), part())


def a_container(depth=2):
    item = (lambda: a_value(depth - 1)) if depth else a_scalar
    n = rng.randint(0, 5)
    kind = rng.random()
    if kind < 0.4:
        return [item() for _ in range(n)]
    if kind < 0.7:
        return tuple(item() for _ in range(n))
    return {rng.choice([an_int, a_str, a_float, lambda: (1, an_int())])(): item() for _ in range(n)}


def a_value(depth=2):
    kind = rng.random()
    if kind < 0.7 or depth <= 0:
        return a_scalar()
    if kind < 0.75:
        return a_complex()
    if kind < 0.78:
        return a_str().encode("utf-8", "replace")
    return a_container(depth)


def a_number():
    return rng.choice([an_int, an_int, a_float, lambda: rng.choice([True, False])])()


def numbers_list():
    make = rng.choice([an_int, a_float, a_number, a_str])
    return [make() for _ in range(rng.randint(0, 12))]


def an_index():
    if rng.random() < 0.4:
        def part():
            return rng.choice([None, rng.randint(-7, 7), rng.randint(-7, 7), rng.randint(-300, 300), 10 ** 30, -10 ** 30])
        return slice(part(), part(), rng.choice([None, None, 1, 2, -1, -3, 0, 10 ** 25, part()]))
    return rng.choice([rng.randint(-7, 7), rng.randint(-7, 7), True, 10 ** 30, None, "a", 1.0])


def too_large(op, left, right):
    """Results that take long or much memory are other tests' concern."""
    if op in ("**", "<<") and isinstance(right, int) and abs(right) > 60 and left not in (0, 1, -1, True, False):
        return True
    if op == "*" and (isinstance(left, (str, list, tuple, bytes)) or isinstance(right, (str, list, tuple, bytes))):
        return any(isinstance(x, int) and abs(x) > 1000 for x in (left, right))
    return op == "**" and isinstance(left, complex)


def one_case():
    kind = rng.random()
    if kind < 0.35:
        op = rng.choice(list(BINARY))
        left, right = (a_number(), a_number()) if rng.random() < 0.8 else (a_value(), a_value())
        if op in ("<<", ">>") and rng.random() < 0.8:
            right = rng.randint(0, 130)
        if op == "**" and rng.random() < 0.7:
            right = rng.choice([rng.randint(-5, 40), 0.5, 2, -1, rng.uniform(-3, 3)])
        if op == "*" and rng.random() < 0.2:
            left, right = a_value(), rng.randint(-2, 6)
        if op == "+" and rng.random() < 0.3:
            left, right = a_container(), a_container()
        if too_large(op, left, right):
            return None
        return op, [left, right], lambda: BINARY[op](left, right)
    if kind < 0.5:
        op = rng.choice(list(COMPARE))
        left, right = (a_number(), a_number()) if rng.random() < 0.6 else (a_value(), a_value())
        if rng.random() < 0.2:
            right = left
        elif rng.random() < 0.2 and isinstance(left, int) and abs(left) < 2 ** 1000:
            right = float(left)
        return op, [left, right], lambda: COMPARE[op](left, right)
    if kind < 0.55:
        op = rng.choice(list(UNARY))
        value = a_number() if rng.random() < 0.7 else a_value()
        return op, [value], lambda: UNARY[op](value)
    if kind < 0.65:
        container = rng.choice([a_container, a_str, lambda: range(0)])() if rng.random() < 0.9 else a_value()
        if isinstance(container, range):
            container = a_str()
        index = rng.choice(list(container)) if isinstance(container, dict) and container and rng.random() < 0.6 else an_index()
        return "getitem", [container, index], lambda: container[index]
    if kind < 0.7:
        item, container = a_value(1), a_container()
        if container and rng.random() < 0.5:
            item = rng.choice(list(container))
        if rng.random() < 0.3:
            item, container = a_str()[:2], a_str()
        return "in", [item, container], lambda: item in container
    if kind < 0.72:
        target = rng.choice([numbers_list, a_container])()
        index, value = an_index(), rng.choice([a_scalar, numbers_list])()

        def assign():
            copy = list(target) if isinstance(target, list) else dict(target) if isinstance(target, dict) else target
            copy[index] = value
            return copy
        return "setitem", [target, index, value], assign
    if kind < 0.74:
        value = rng.choice([an_int, a_float, a_complex, lambda: (an_int(), a_float(), True, (1, 2))])()
        if "nan" in repr(value):  # by identity
            return None
        return "hash", [value], lambda: hash(value)
    if kind < 0.85:
        return method_case()
    return call_case()


def method_case():
    value = rng.choice([a_str, numbers_list, lambda: tuple(numbers_list()), a_container, an_int, a_float])()
    name = rng.choice(METHODS[type(value).__name__])
    pick = (lambda: rng.choice(list(value))) if isinstance(value, (str, list, tuple, dict)) and value else a_scalar
    args = [rng.choice([pick, pick, a_scalar, lambda: rng.randint(-3, 3)])() for _ in range(rng.choice([0, 1, 1, 1, 2, 2]))]
    if name == "join":
        args = [[a_str() for _ in range(3)] if rng.random() < 0.7 else a_value()]
    if name in ("extend", "update"):
        args = [rng.choice([a_container, a_scalar])()]
    if name in ("startswith", "endswith", "find", "count", "index") and len(args) > 1:
        args = args[:1] + ([rng.choice([None, 0, 1, 2, -2, 50, -50, "a"]), rng.choice([None, 3, -1, 60])][:rng.randint(0, 2)])
        if name in ("count", "index") and not isinstance(value, str):
            args = args[:1] if name == "count" else args

    def run():
        target = value.copy() if isinstance(value, (list, dict)) else value
        out = getattr(target, name)(*args)
        return (out, target) if isinstance(value, (list, dict)) else out
    return "." + name, [value, *args], run


def call_case():
    name = rng.choice(list(CALLS))
    if name in ("int", "float", "bool", "abs", "repr", "str"):
        args = [rng.choice([a_number, a_str, a_value])()]
        if name == "int" and rng.random() < 0.3:
            args = [a_str(), rng.choice([0, 2, 8, 10, 16, 36, 37, 1])]
    elif name == "round":
        args = [a_number()] + ([rng.choice([None, 0, 1, 2, 3, 17, -1, -2, -20, 400, -400, "a"])] if rng.random() < 0.7 else [])
        if isinstance(args[0], float) and rng.random() < 0.5:
            args[0] = rng.randint(-2000, 2000) / rng.choice([2, 4, 8, 20, 200])
    elif name in ("min", "max", "sum", "sorted"):
        args = [numbers_list()] if rng.random() < 0.8 else [a_value()]
    elif name == "range":
        args = [rng.choice([rng.randint(-20, 20), rng.randint(-20, 20), 1.5, "a", True]) for _ in range(rng.randint(1, 3))]
    elif name == "complex":
        args = [rng.choice([a_number, a_complex])() for _ in range(rng.randint(1, 2))]
    elif name in ("zip", "enumerate"):
        args = [a_container() for _ in range(rng.randint(1, 3) if name == "zip" else 1)]
    else:
        args = [a_value()]
    return name, args, lambda: CALLS[name](*args)


print_cases(one_case, count)
