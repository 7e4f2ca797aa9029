"""Walks everything that code can reach from the builtins and all modules; run under lang by test_reach.py.

Prints the types it met, the names of modules, and every str that looks like something of the host.
"""

import sys

MODULES = """abc bisect cmath collections collections.abc contextlib copy dataclasses decimal enum fractions functools heapq inspect
io itertools json keyword logging math numbers operator pprint random re reprlib statistics string sys textwrap time types typing
warnings weakref""".split()
LIMIT = 200_000
SKIPPED = {"__abstractmethods__"}

ENOUGH = 300  # objects of one type

seen = set()
met = {}
types, modules, suspicious, numbers = set(), set(), set(), set()
queue = []


def add(value, path):
    if isinstance(value, (int, float, complex, bool, type(None))):
        if isinstance(value, int) and abs(value) > 1 << 32:
            numbers.add((path, value))
        return
    if isinstance(value, (str, bytes)):
        text = value if isinstance(value, str) else value.decode("latin-1")
        if "/" in text and len(text) < 300 and not text.startswith("<"):
            suspicious.add((path, text))
        return
    kind = type(value)
    if not isinstance(value, (type, type(sys), type(add))):  # bound methods have bound methods, without end
        met[kind] = met.get(kind, 0) + 1
        if met[kind] > ENOUGH:
            return
    if id(value) not in seen and len(seen) < LIMIT:
        seen.add(id(value))
        keep.append(value)
        queue.append((value, path))


keep = []


def visit(value, path):
    kind = type(value)
    types.add(f"{kind.__module__}.{kind.__qualname__}")
    if kind is type(sys):
        modules.add(value.__name__)
    add(kind, path + ".__class__")
    for name in set(object.__dir__(value)) | set(dir(value)):
        if name in SKIPPED or not isinstance(name, str):
            continue
        try:
            add(getattr(value, name), f"{path}.{name}")
        except Exception:
            pass
    if isinstance(value, type):
        types.add(f"{value.__module__}.{value.__qualname__}")
        for sub in type.__subclasses__(value):
            add(sub, path + ".__subclasses__()")
        for name, item in list(vars(value).items()):
            add(item, f"{path}.__dict__[{name!r}]")
    if isinstance(value, dict) and value is not globals():
        for key, item in list(value.items()):
            add(key, path + ".keys()")
            add(item, f"{path}[...]")
    elif kind in (list, tuple, set, frozenset):
        for item in list(value):
            add(item, path + "[...]")


import builtins

add(builtins, "builtins")
for name in MODULES:
    try:
        module = __import__(name, fromlist=["*"])
    except ImportError as error:
        print("absent", error)
        continue
    add(module, name)
add((lambda: 0), "lambda")
add((i for i in ()), "generator")
try:
    raise ValueError("x")
except ValueError as error:
    add(error, "error")
while queue:
    visit(*queue.pop())
assert len(seen) < LIMIT, "too much to walk"
for name in sorted(types):
    print("type", name)
for name in sorted(modules):
    print("module", name)
for path, text in sorted(suspicious):
    print("text", path, repr(text))
for path, number in sorted(numbers):
    print("number", path, number)
