"""Prints random expressions over containers, builtins and native modules with what this Python answers, one a line:
expression, tab, hex of repr(value) or of "!Type: text".  containers_test.cpp evaluates each under lang and compares.

An expression is written in prefix form, a word for each node: i5 f<hex> s<hex of utf-8> n t F, L3 T3 S3 Z3 D3 (list, tuple, set,
frozenset, dict of that many items), C<name>,<positional>[,keyword...] a call, M<name>,<positional> a method whose value is
(result, object), O<op> I<op> Q<op> operators, G P E H get, set, delete, contains.  Usage: container_cases.py SEED COUNT
"""
import builtins
import collections
import functools
import itertools
import operator
import random
import sys

rng = random.Random(int(sys.argv[1]))

OPS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "|": operator.or_, "&": operator.and_, "^": operator.xor}
INPLACE = {"+": operator.iadd, "-": operator.isub, "*": operator.imul, "|": operator.ior, "&": operator.iand, "^": operator.ixor}
COMPARE = {"<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne, ">": operator.gt, ">=": operator.ge}
MODULES = {"itertools": itertools, "functools": functools, "collections": collections, "operator": operator}


def resolve(name):
    module, _, rest = name.partition(".")
    return getattr(MODULES[module], rest) if rest else getattr(builtins, name)


class Node:
    def __init__(self, word, *children):
        self.word, self.children = word, children

    def text(self):
        return " ".join([self.word, *(c.text() for c in self.children)])

    def value(self):
        kind, rest, kids = self.word[0], self.word[1:], self.children
        if kind == "i":
            return int(rest)
        if kind == "f":
            return float.fromhex(rest)
        if kind == "s":
            return bytes.fromhex(rest).decode()
        if kind in "ntF":
            return {"n": None, "t": True, "F": False}[kind]
        if kind == "C":
            name, count, *keywords = rest.split(",")
            if not kids and name == "=":
                return resolve(count)
            function = resolve(name)
            values = [k.value() for k in kids]
            return function(*values[: int(count)], **dict(zip(keywords, values[int(count):])))
        values = [k.value() for k in kids]
        if kind == "L":
            return values
        if kind == "T":
            return tuple(values)
        if kind in "SZ":
            out = set()
            for v in values:
                out.add(v)
            return out if kind == "S" else frozenset(out)
        if kind == "D":
            return dict(zip(values[::2], values[1::2]))
        if kind == "M":
            return getattr(values[0], rest.split(",")[0])(*values[1:]), values[0]
        if kind == "O":
            return OPS[rest](*values)
        if kind == "I":
            return INPLACE[rest](*values)
        if kind == "Q":
            return COMPARE[rest](*values)
        if kind == "G":
            return values[0][values[1]]
        if kind == "P":
            values[0][values[1]] = values[2]
            return values[0]
        if kind == "E":
            del values[0][values[1]]
            return values[0]
        return values[1] in values[0]


def call(name, *args, **keywords):
    return Node(",".join(["C" + name, str(len(args)), *keywords]), *args, *keywords.values())


def function(name):
    return Node("C=," + name)


def method(obj, name, *args):
    return Node("M%s,%d" % (name, len(args)), obj, *args)


def integer(low=-9, high=9):
    return Node("i%d" % rng.randint(low, high))


def string():
    return Node("s" + "".join(rng.choice("abcé") for _ in range(rng.randint(0, 4))).encode().hex())


def key():
    kind = rng.random()
    if kind < 0.5:
        return integer(-20, 40)
    if kind < 0.6:
        return integer(-(2**70), 2**70)
    if kind < 0.7:
        return Node("f" + rng.choice([0.5, 1.0, -0.0, 2.0, 1e300, 7.25]).hex())
    if kind < 0.8:
        return Node(rng.choice("tF"))
    return Node("T2", integer(), integer())


def atom():
    kind = rng.random()
    if kind < 0.6:
        return integer()
    if kind < 0.75:
        return string()
    if kind < 0.85:
        return Node("f" + rng.uniform(-5, 5).hex())
    return Node(rng.choice("ntF"))


def several(make, most=8):
    return [make() for _ in range(rng.choice([0, 1, 2, 3, 5, most]))]


def sequence(make=atom, kinds="LT"):
    items = several(make)
    return Node("%s%d" % (rng.choice(kinds), len(items)), *items)


def a_set(kinds="SZ"):
    # Big steps and many items: collisions, growth, deletions.
    step = rng.choice([1, 1, 8, 16, 32])
    items = [Node("i%d" % (rng.randint(-5, 60) * step)) if rng.random() < 0.85 else key() for _ in range(rng.choice([0, 1, 3, 6, 12, 25, 60]))]
    return Node("%s%d" % (rng.choice(kinds), len(items)), *items)


def a_dict(make=key, make_value=atom):
    items = several(lambda: None, 12)
    return Node("D%d" % len(items), *[x for _ in items for x in (make(), make_value())])


def a_range():
    big = rng.random() < 0.2
    low, high = (-(2**66), 2**66) if big else (-30, 30)
    return call("range", *[integer(low, high) for _ in range(rng.randint(1, 3))])


def iterable():
    return rng.choice([sequence, lambda: sequence(integer), a_set, a_dict, lambda: call("range", integer(-2, 9)), string])()


def a_slice():
    def part():
        return Node("n") if rng.random() < 0.3 else integer(-12, 12)

    return call("slice", *[part() for _ in range(rng.randint(1, 3))])


def as_list(node):
    return call("list", node)


def set_case():
    s = a_set()
    kind = rng.randint(0, 7)
    if kind == 0:
        return Node("O" + rng.choice("|&-^"), s, a_set())
    if kind == 1:
        return Node("I" + rng.choice("|&-^"), a_set("S"), a_set())
    if kind == 2:
        return Node("Q" + rng.choice(list(COMPARE)), s, rng.choice([a_set(), s]))
    if kind == 3:
        return method(a_set("S"), rng.choice(["add", "discard", "remove"]), key())
    if kind == 4:
        return method(a_set("S"), rng.choice(["pop", "clear", "copy"]))
    if kind == 5:
        names = ["union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset", "isdisjoint"]
        return method(s, rng.choice(names), rng.choice([a_set(), sequence(key), a_dict()]))
    if kind == 6:
        names = ["update", "intersection_update", "difference_update", "symmetric_difference_update"]
        return method(a_set("S"), rng.choice(names), rng.choice([a_set(), sequence(key), a_dict()]))
    return rng.choice([call("set", iterable_of_keys()), call("frozenset", iterable_of_keys()), call("hash", a_set("Z")), Node("H", s, key())])


def iterable_of_keys():
    return rng.choice([lambda: sequence(key), a_set, a_dict, lambda: call("range", integer(-2, 50))])()


def dict_case():
    d = a_dict()
    kind = rng.randint(0, 9)
    if kind == 0:
        return method(d, rng.choice(["get", "pop", "setdefault"]), key(), *rng.choice([[], [atom()]]))
    if kind == 1:
        return method(d, rng.choice(["popitem", "copy", "clear", "keys", "values", "items"]))
    if kind == 2:
        return method(d, "update", rng.choice([a_dict(), Node("L2", Node("T2", key(), atom()), Node("T2", key(), atom())), sequence()]))
    if kind == 3:
        return Node(rng.choice("OI") + "|", d, a_dict())
    if kind == 4:
        return rng.choice([Node("G", d, key()), Node("E", d, key()), Node("H", d, key()), Node("P", d, key(), atom())])
    if kind == 5:
        views = [Node("G", method(a_dict(key, integer), rng.choice(["keys", "items"])), Node("i0")) for _ in range(2)]
        return Node(rng.choice(["O|", "O&", "O-", "O^", "Q<", "Q<=", "Q==", "Q>="]), views[0], rng.choice([views[1], a_set(), sequence(key)]))
    if kind == 6:
        view = Node("G", method(d, rng.choice(["keys", "values", "items"])), Node("i0"))
        return rng.choice([as_list(call("reversed", view)), call("len", view), Node("H", view, key()), as_list(view)])
    if kind == 7:
        return call("dict", rng.choice([a_dict(), sequence(), Node("L1", Node("L2", key(), atom()))]), **rng.choice([{}, {"x": atom()}]))
    if kind == 8:
        return Node("Q" + rng.choice(["==", "!=", "<"]), d, rng.choice([d, a_dict()]))
    return call("sorted", as_list(a_dict(integer)), reverse=Node(rng.choice("tF")))


def list_case():
    s = sequence(kinds="L")
    kind = rng.randint(0, 9)
    if kind == 0:
        return method(s, rng.choice(["append", "remove", "count", "index", "extend"]), rng.choice([atom(), sequence()]))
    if kind == 1:
        return method(s, rng.choice(["reverse", "clear", "copy", "pop", "sort"]))
    if kind == 2:
        return method(s, "insert", integer(), atom())
    if kind == 3:
        return method(s, "pop", integer())
    if kind == 4:
        return Node(rng.choice(["G", "E"]), s, rng.choice([integer(), a_slice(), string()]))
    if kind == 5:
        return Node("P", s, rng.choice([integer(), a_slice()]), rng.choice([iterable(), atom()]))
    if kind == 6:
        return Node(rng.choice(["O+", "I+", "O*", "I*"]), sequence(), rng.choice([sequence(), integer(-1, 3), string()]))
    if kind == 7:
        return Node("Q" + rng.choice(list(COMPARE)), sequence(integer), sequence(integer))
    if kind == 8:
        return method(sequence(), "index", atom(), integer(), integer())
    return call("sorted", rng.choice([sequence(integer), sequence(), a_set()]), **rng.choice([{}, {"reverse": Node("t")}, {"key": function("str")}, {"key": function("abs")}]))


def range_case():
    r = a_range()
    kind = rng.randint(0, 6)
    if kind == 0:
        return Node("G", r, rng.choice([integer(-40, 40), integer(-(2**66), 2**66), a_slice(), string()]))
    if kind == 1:
        return method(r, rng.choice(["index", "count"]), integer(-40, 40))
    if kind == 2:
        return rng.choice([call("len", r), call("bool", r)])  # hash: None has no hash that two processes share
    if kind == 3:
        return Node("Q" + rng.choice(["==", "!="]), r, rng.choice([r, a_range()]))
    if kind == 4:
        return Node("H", call("range", integer(-30, 30), integer(-30, 30), integer(-5, 5)), rng.choice([integer(-30, 30), Node("f" + (3.0).hex()), string()]))
    if kind == 5:
        return as_list(call("itertools.islice", rng.choice([r, call("reversed", r)]), Node("i6")))
    return Node("G", method(a_slice(), "indices", integer(-1, 20)), Node("i0"))


FUNCTIONS1 = ["abs", "bool", "str", "repr", "len", "operator.neg", "operator.not_", "operator.truth", "float", "type"]
FUNCTIONS2 = ["operator.add", "operator.mul", "operator.sub", "max", "min", "operator.lt", "divmod", "operator.floordiv"]


def one(name=None):
    return function(name or rng.choice(FUNCTIONS1))


def two():
    return function(rng.choice(FUNCTIONS2))


def builtin_case():
    kind = rng.randint(0, 13)
    if kind == 0:
        return call(rng.choice(["all", "any", "sum", "min", "max", "len", "list", "tuple", "sorted", "repr", "callable"]), iterable())
    if kind == 1:
        return as_list(call("map", one(), iterable()))
    if kind == 2:
        return as_list(call("map", two(), iterable(), iterable()))
    if kind == 3:
        return as_list(call("filter", rng.choice([Node("n"), one()]), iterable()))
    if kind == 4:
        return as_list(call("zip", *[iterable() for _ in range(rng.randint(0, 3))], **rng.choice([{}, {"strict": Node("t")}])))
    if kind == 5:
        return as_list(call("enumerate", iterable(), *rng.choice([[], [integer()], [atom()]])))
    if kind == 6:
        return as_list(call("reversed", rng.choice([sequence(), a_dict(), a_set(), string()])))
    if kind == 7:
        return call(rng.choice(["divmod", "pow"]), rng.choice([integer(-(2**70), 2**70), integer(), atom()]), rng.choice([integer(0, 9), atom()]))
    if kind == 8:
        return call("pow", integer(-99, 2**70), integer(-30, 2**66), integer(-50, 2**70))
    if kind == 9:
        return call(rng.choice(["bin", "hex", "oct", "chr", "hash", "abs"]), rng.choice([integer(-99, 99), integer(-(2**70), 2**70), atom()]))
    if kind == 10:
        return call("ord", string())
    if kind == 11:
        return call(rng.choice(["min", "max"]), iterable(), **rng.choice([{"default": atom()}, {"key": one()}, {"key": Node("n")}]))
    if kind == 12:
        return call("next", call("iter", iterable()), *rng.choice([[], [atom()]]))
    return call("sum", iterable(), rng.choice([integer(), sequence(), string(), atom()]))


def itertools_case():
    i = "itertools."
    n = integer(0, 4)
    return as_list(rng.choice([
        lambda: call(i + "accumulate", iterable(), *rng.choice([[], [two()]]), **rng.choice([{}, {"initial": atom()}])),
        lambda: call(i + "chain", *[iterable() for _ in range(rng.randint(0, 3))]),
        lambda: call(i + "compress", iterable(), iterable()),
        lambda: call(i + "dropwhile", one(), iterable()),
        lambda: call(i + "takewhile", one(), iterable()),
        lambda: call(i + "filterfalse", rng.choice([Node("n"), one()]), iterable()),
        lambda: call(i + "islice", iterable(), *[rng.choice([Node("n"), integer(-1, 6)]) for _ in range(rng.randint(1, 3))]),
        lambda: call(i + "islice", call(i + "cycle", iterable()), Node("i9")),
        lambda: call(i + "islice", call(i + "count", rng.choice([atom(), integer()]), integer()), Node("i5")),
        lambda: call(i + "repeat", atom(), integer(-1, 4)),
        lambda: call(i + "pairwise", iterable()),
        lambda: call(i + "starmap", two(), Node("L2", Node("T2", integer(), integer()), Node("T2", integer(), integer()))),
        lambda: call(i + "starmap", two(), iterable()),
        lambda: call(i + "zip_longest", *[iterable() for _ in range(rng.randint(0, 3))], **rng.choice([{}, {"fillvalue": atom()}])),
        lambda: call(i + "product", *[sequence(integer) for _ in range(rng.randint(0, 2))], **rng.choice([{}, {"repeat": integer(-1, 2)}])),
        lambda: call(i + "permutations", string(), *rng.choice([[], [integer(-1, 5)]])),
        lambda: call(i + "combinations", string(), n),
        lambda: call(i + "combinations", iterable(), integer(-1, 1)),
        lambda: call(i + "combinations_with_replacement", string(), n),
        lambda: call("map", function("tuple"), call(i + "tee", sequence(), integer(-1, 3))),
    ])())


def collections_case():
    deque = call("collections.deque", iterable(), *rng.choice([[], [integer(-1, 6)], [Node("n")]]))
    ordered = call("collections.OrderedDict", rng.choice([a_dict(), sequence()]))
    default = call("collections.defaultdict", rng.choice([function("int"), function("list"), Node("n"), atom()]), a_dict())
    return rng.choice([
        lambda: method(deque, rng.choice(["append", "appendleft", "remove", "count", "index", "extend", "extendleft"]), rng.choice([atom(), iterable()])),
        lambda: method(deque, rng.choice(["pop", "popleft", "reverse", "clear", "copy", "rotate"])),
        lambda: method(deque, "rotate", integer(-20, 20)),
        lambda: method(deque, "insert", integer(), atom()),
        lambda: Node(rng.choice(["O+", "I+", "O*", "I*"]), deque, rng.choice([call("collections.deque", iterable()), integer(-1, 3), sequence()])),
        lambda: Node("Q" + rng.choice(list(COMPARE)), call("collections.deque", sequence(integer)), call("collections.deque", sequence(integer))),
        lambda: rng.choice([Node("G", deque, integer()), Node("E", deque, integer()), Node("P", deque, integer(), atom())]),
        lambda: as_list(call("reversed", deque)),
        lambda: method(deque, "index", atom(), integer(), integer()),
        lambda: method(ordered, "move_to_end", key(), Node(rng.choice("tF"))),
        lambda: method(ordered, "popitem", Node(rng.choice("tF"))),
        lambda: method(ordered, rng.choice(["keys", "items", "values", "copy", "clear"])),
        lambda: Node("Q==", ordered, rng.choice([ordered, call("collections.OrderedDict", a_dict()), a_dict()])),
        lambda: Node("O|", ordered, a_dict()),
        lambda: Node("O|", a_dict(), ordered),
        lambda: Node("G", default, key()),
        lambda: Node("O|", default, a_dict()),
        lambda: method(default, rng.choice(["copy", "keys"])),
    ])()


def functional_case():
    o = "operator."
    return rng.choice([
        lambda: call("functools.reduce", two(), iterable(), *rng.choice([[], [atom()]])),
        lambda: as_list(call("map", call("functools.partial", two(), integer()), iterable())),
        lambda: call(o + rng.choice(["add", "concat", "mul", "eq", "lt", "contains", "countOf", "indexOf", "getitem", "is_", "and_"]), rng.choice([iterable(), atom()]), rng.choice([iterable(), atom()])),
        lambda: call(o + rng.choice(["neg", "not_", "index", "abs", "invert", "truth", "length_hint"]), rng.choice([iterable(), atom()])),
        lambda: call("sorted", Node("L2", Node("T2", integer(), integer()), Node("T2", integer(), integer())), key=call(o + "itemgetter", integer(-1, 2))),
        lambda: call("repr", call(o + rng.choice(["itemgetter", "attrgetter", "methodcaller"]), atom(), *several(atom, 2))),
        lambda: call(o + rng.choice(["iadd", "iconcat", "imul"]), sequence(), rng.choice([iterable(), integer(0, 3)])),
        lambda: call("sorted", sequence(integer), key=call("functools.cmp_to_key", function("operator.sub"))),
        lambda: call("repr", call("functools.partial", one(), *several(atom, 2), **rng.choice([{}, {"x": atom()}]))),
    ])()


CASES = [set_case, set_case, dict_case, list_case, range_case, builtin_case, itertools_case, collections_case, functional_case]
# Texts that differ: addresses.
SKIPPED = (" at 0x", "maximum recursion", "cannot fit", "too large")

printed = 0
while printed < int(sys.argv[2]):
    node = rng.choice(CASES)()
    text = node.text()
    try:
        answer = repr(node.value())
    except RecursionError:
        continue
    except Exception as e:
        answer = "!%s: %s" % (type(e).__name__, e)
    if any(s in answer for s in SKIPPED) or len(answer) > 4000:
        continue
    print(text, answer.encode().hex(), sep="\t")
    printed += 1
