"""Random programs about classes: hierarchies with random bases, slots and special methods, then every operation on instances.

`python3 random_classes.py SEED` prints one; test_random_classes.py runs many under CPython and under lang.
"""

import random
import sys

BINARY = {
    "add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**",
    "and": "&", "or": "|", "xor": "^", "lshift": "<<", "rshift": ">>", "matmul": "@",
}  # fmt: skip
COMPARE = {"lt": "<", "le": "<=", "eq": "==", "ne": "!=", "gt": ">", "ge": ">="}
NATIVE = ["object", "int", "str", "list", "dict", "tuple", "float", "Exception", "ValueError", "bytes", "complex"]
# Parameters after self, and what the method may return.
SPECIAL = {
    "len": ("", ["3", "0"]),
    "bool": ("", ["True", "False", "1"]),
    "repr": ("", ["'repr'"]),
    "str": ("", ["'str'"]),
    "hash": ("", ["7", "-1", "'x'"]),
    "contains": ("o", ["True", "o == 1"]),
    "getitem": ("o", ["[1, 2, 3][o]", "[1, 2, 3][o] if isinstance(o, int) else type(o).__name__"]),
    "call": ("", ["'called'"]),
    "index": ("", ["2"]),
    "int": ("", ["4"]),
    "float": ("", ["1.5", "2"]),
    "getattr": ("o", ["o.upper()"]),
    "iter": ("", ["iter([1, 2])", "5"]),
    "neg": ("", ["'neg'"]),
    "abs": ("", ["'abs'"]),
    "format": ("o", ["'format' + o"]),
}
LATER = ["len", "repr", "hash", "getattr", "call", "getitem", "bool", "iter"]
ASKED = """len(a); bool(a); len({a}); hash(a) * 0; 1 in a; a[1]; a(); [5, 6, 7][a]; list(a); -a; abs(a); ~a; a.method(); a.of_class()
a.computed; a.x0; a.x1; a.made_with; a.missing; setattr(a, "new", 1); a.new; delattr(a, "new"); sorted(getattr(a, "__dict__", {}))
setattr(a, "computed", 1); setattr(a, "a", 1); a.a; isinstance(a, (int, str)); type(a).of_class(); round(a); divmod(a, 2)
next(iter(a)); a.__class__.__name__; a == a; a != a; text(repr, a); text(str, a); text(format, a); [a] == [a]; (a, 1) < (a, 2)"""

PRELUDE = """
def shows_id(v):
    return type(v).__repr__ is object.__repr__ or isinstance(v, (list, tuple, dict, set, frozenset)) and "object at" in repr(v)

def text(how, v):
    return 'no id' if type(v).__repr__ is object.__repr__ or 'object at' in repr(v) else how(v)

def show(f):
    try:
        v = f()
        print(type(v).__name__, 'no id' if shows_id(v) else v)
    except Exception as error:
        print('!', type(error).__name__, error)
"""


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = [PRELUDE]
        self.classes = []

    def chance(self, probability):
        return self.random.random() < probability

    def bases(self):
        chosen = []
        for _ in range(self.random.choice([1, 1, 1, 2, 2, 3])):
            if self.classes and self.chance(0.7):
                base = self.random.choice(self.classes)
            else:
                base = self.random.choice(NATIVE if self.chance(0.5) else ["object"])
            if base not in chosen:
                chosen.append(base)
        if len(chosen) > 1 and "object" in chosen:
            chosen.remove("object")
        return ", ".join(chosen)

    def operators(self, name):
        for op in self.random.sample(sorted(BINARY), self.random.randint(0, 3)):
            for prefix in ("", "r", "i"):
                if self.chance(0.45):
                    answer = self.random.choice(["NotImplemented", f"({name + prefix + op!r}, type(o).__name__)"])
                    yield f"def __{prefix}{op}__(self, o): return {answer}"
        for op in self.random.sample(sorted(COMPARE), self.random.randint(0, 2)):
            answer = self.random.choice(["NotImplemented", repr(name + op), "True", "False"])
            yield f"def __{op}__(self, o): return {answer}"

    def specials(self):
        for method, (parameter, answers) in SPECIAL.items():
            if self.chance(0.12):
                yield f"def __{method}__({', '.join(filter(None, ['self', parameter]))}): return {self.random.choice(answers)}"
        if self.chance(0.1):
            yield f"__{self.random.choice(['hash', 'iter', 'contains', 'eq', 'add'])}__ = None"

    def others(self, name, number):
        if self.chance(0.25):
            yield f"__slots__ = {self.random.choice(['()', f'({chr(39)}s{number}{chr(39)},)', repr('q'), repr(('a', 'b'))])}"
        if self.chance(0.3):
            inherited = " + (super().method() if hasattr(super(), 'method') else '')" if self.chance(0.6) else ""
            yield f"def method(self): return {name!r}{inherited}"
        if self.chance(0.2):
            yield f"of_class = classmethod(lambda cls: cls.__name__ + {name!r})"
        if self.chance(0.2):
            yield f"computed = property(lambda self: {name!r})"
        if self.chance(0.2):
            yield f"x{self.random.randint(0, 1)} = {number}"
        if self.chance(0.15):
            yield "def __init__(self, *a): self.made_with = len(a)"
        if self.chance(0.1):
            yield "def __init_subclass__(cls, **k): print('derived', cls.__name__); super().__init_subclass__(**k)"

    def add_class(self, number):
        name = f"C{number}"
        body = [*self.operators(name), *self.specials(), *self.others(name, number)] or ["pass"]
        self.lines.append(f"try:\n    class {name}({self.bases()}):")
        self.lines += ["        " + line for line in body]
        self.lines.append(f"except Exception as error:\n    print('!', type(error).__name__, error)\n    {name} = object")
        self.classes.append(name)

    def ask(self, expressions, other=False):
        self.lines.append("for a in objects:" if other else "for a in objects[:made]:")
        if other:
            self.lines.append("  for b in objects[:made]:")
        self.lines += [f"    show(lambda: {expression})" for expression in expressions]

    def change_classes(self):
        for _ in range(3):
            target, method = self.random.choice(self.classes), self.random.choice(LATER)
            parameter, answers = SPECIAL[method]
            function = f"lambda {', '.join(filter(None, ['self', parameter]))}: {answers[0]}"
            self.lines.append(f"show(lambda: setattr({target}, '__{method}__', {function}))")
            asked = ["len(a)", "hash(a) * 0", "a.other", "a()", "a[0]", "bool(a)", "list(a)", "text(repr, a)"]
            self.ask(asked)
            if self.chance(0.5):
                self.lines.append(f"show(lambda: delattr({target}, '__{method}__'))")
                self.ask(asked)

    def text(self):
        for number in range(self.random.randint(3, 7)):
            self.add_class(number)
        self.lines.append(f"classes = [{', '.join(self.classes)}]\nobjects = []")
        self.lines.append("for c in classes:\n    if c is not object: print([k.__name__ for k in c.__mro__], c.__base__, sorted(c.__dict__))")
        for name in self.classes:
            argument = self.random.choice(["", "", "", "1", "'7'", "[1, 2]"])
            self.lines.append(f"show(lambda: objects.append({name}({argument})))")
        self.lines.append("made = len(objects)\nobjects += [1, 's', [1], (1,), None, 2.5, {1: 2}, True, b'b']")
        symbols = [*self.random.sample(sorted(set(BINARY.values()) - {"%", "*"}), 6), *self.random.sample(sorted(COMPARE.values()), 3)]
        self.ask([f"a {symbol} b" for symbol in symbols] + [f"b {symbol} a" for symbol in symbols], other=True)
        self.ask([e.strip() for e in ASKED.replace("\n", ";").split(";")])
        self.change_classes()
        return "\n".join(self.lines) + "\n"


if __name__ == "__main__":
    print(Program(int(sys.argv[1])).text(), end="")
