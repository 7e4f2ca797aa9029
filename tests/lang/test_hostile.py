"""Code that wants too much: each ends with MemoryError, RecursionError, another error or a budget, in bounded time and memory."""

import os
import pathlib
import resource
import subprocess
import time

import pytest

ROOT = pathlib.Path(__file__).parents[2]
INTERLOOM = ROOT / "build/bin/interloom"

# name: (source, what may end it)
CASES = {
    "str times 10**12": ("s = 'x' * 10**12", {1, 3}),
    "list times 10**10": ("a = [0] * 10**10", {1, 3}),
    "tuple times 10**10": ("a = (0,) * 10**10", {1, 3}),
    "bytes times 10**12": ("a = b'ab' * 10**12", {1, 3}),
    "bytearray of 10**12": ("a = bytearray(10**12)", {1, 3}),
    "power tower": ("x = 10**10**8", {1, 3}),
    "power in a loop": ("x = 3\nwhile True: x = x * x", {1, 3}),
    "left shift": ("x = 1 << 10**12", {1, 3}),
    "factorial": ("import math\nmath.factorial(10**9)", {1, 3}),
    "math.comb": ("import math\nmath.comb(10**8, 5 * 10**7)", {1, 3}),
    "pow with modulus": ("while True: pow(3, 10**4000, 10**4000 + 1)", {3}),
    "decimal text of a huge int": ("x = 1 << 60_000_000\nstr(x)", {1, 3}),
    "int from a long text": ("int('9' * 10**7)", {1, 3}),
    "catastrophic regex": ("import re\nre.match(r'(a+)+$', 'a' * 40 + 'b')", {3}),
    "catastrophic regex, nested": ("import re\nre.match(r'(?:(?:a|aa)+)+b', 'a' * 60)", {3}),
    "regex with huge repeat": ("import re\nre.compile('(?:a{1000}){1000}' * 100).match('a' * 10**6)", {0, 1, 3}),
    "regex recursion": ("import re\nre.compile('(' * 50000 + ')' * 50000)", {1, 3}),
    "regex on a long text": ("import re\nre.findall(r'(.*?,){20}P', '1,' * 100)", {0, 3}),
    "endless recursion": ("def f(): f()\nf()", {1}),
    "endless recursion, caught for ever": ("def f():\n  try: f()\n  except RecursionError: f()\nf()", {1, 3}),
    "endless recursion through repr": ("class C:\n  def __repr__(self): return repr(self)\nrepr(C())", {1}),
    "endless recursion through eq": ("class C:\n  def __eq__(self, o): return self == o\nC() == C()", {1}),
    "endless recursion through hash": ("class C:\n  def __hash__(self): return hash(self)\nhash(C())", {1}),
    "endless recursion through getattr": ("class C:\n  def __getattr__(self, n): return getattr(self, n)\nC().x", {1}),
    "endless recursion through add": ("class C:\n  def __add__(self, o): return self + o\nC() + 1", {1}),
    "endless recursion through sort": (
        "class C:\n  def __lt__(self, o): return sorted([C(), C()]) and True\nsorted([C(), C()])",
        {1},
    ),
    "endless recursion through iter": ("class C:\n  def __iter__(self): return iter(list(self))\nlist(C())", {1}),
    "endless recursion through str": ("class C:\n  def __str__(self): return f'{self}'\nstr(C())", {1}),
    "endless recursion of generators": ("def g():\n  yield from g()\nlist(g())", {1}),
    "deep list repr": ("a = []\nfor i in range(100000): a = [a]\nrepr(a)", {1}),
    "deep list eq": ("a, b = [], []\nfor i in range(100000): a, b = [a], [b]\na == b", {1}),
    "deep tuple hash": ("a = ()\nfor i in range(100000): a = (a,)\nhash(a)", {1}),
    "deep list drop": ("a = []\nfor i in range(1000000): a = [a]\na = None\nprint('fine')", {0}),
    "deep copy": ("import copy\na = []\nfor i in range(100000): a = [a]\ncopy.deepcopy(a)", {1, 3}),
    "deep json": ("import json\njson.loads('[' * 1000000)", {1}),
    "deep json out": ("import json\na = []\nfor i in range(100000): a = [a]\njson.dumps(a)", {1}),
    "range into list": ("list(range(10**9))", {3}),
    "range of bigs into list": ("list(range(10**30))", {1, 3}),
    "sum of an endless count": ("import itertools\nsum(itertools.count())", {3}),
    "product of products": ("import itertools\nlist(itertools.product(range(1000), repeat=10**6))", {1, 3}),
    "permutations": ("import itertools\nfor p in itertools.permutations(range(30)): pass", {3}),
    "exponential str": ("s = 'ab'\nwhile True: s = s + s", {1, 3}),
    "exponential list": ("a = [1]\nwhile True: a += a", {1, 3}),
    "exponential join": ("s = 'ab'\nwhile True: s = s.join([s] * 10)", {1, 3}),
    "exponential replace": ("s = 'ab'\nwhile True: s = s.replace('a', s)", {1, 3}),
    "format width": ("'{:1000000000000}'.format(1)", {1, 3}),
    "percent width": ("'%1000000000000d' % 1", {1, 3}),
    "format precision": ("'{:.1000000000f}'.format(1.5)", {1, 3}),
    "ljust": ("'x'.ljust(10**12)", {1, 3}),
    "expandtabs": ("('\\t' * 10**5).expandtabs(10**9)", {1, 3}),
    "zfill": ("'1'.zfill(10**12)", {1, 3}),
    "translate bomb": ("('a' * 10**6).translate({97: 'b' * 10**6})", {1, 3}),
    "encode bomb": ("('\\x00' * 10**8).encode('unicode_escape', 'x')", {1, 3}),
    "to_bytes": ("(1).to_bytes(10**12, 'big')", {1, 3}),
    "generator for ever": ("def g():\n  while True: yield 1\nfor x in g(): pass", {3}),
    "while True": ("while True: pass", {3}),
    "while True in try": ("while True:\n  try:\n    while True: pass\n  except BaseException: pass", {3}),
    "finally does not run on": ("try:\n  while True: pass\nfinally:\n  while True: print('x', end='')", {3}),
    "with does not run on": (
        "class C:\n  def __enter__(self): pass\n  def __exit__(self, *a):\n    while True: pass\nwith C():\n  while True: pass",
        {3},
    ),
    "quota in try": ("while True:\n  try:\n    a = [0] * 10**9\n  except BaseException: pass", {3}),
    "dict grows": ("d = {}\ni = 0\nwhile True:\n  d[i] = i\n  i += 1", {3}),
    "set grows": ("s = set()\ni = 0\nwhile True:\n  s.add(i)\n  i += 1", {3}),
    "cycles": ("while True:\n  a = []\n  a.append(a)", {3}),
    "classes": ("while True:\n  class C: x = [0] * 1000", {3}),
    "attributes": ("class C: pass\nc = C()\ni = 0\nwhile True:\n  setattr(c, 'a%d' % i, i)\n  i += 1", {3}),
    "collisions of hashes": (
        "class C:\n  def __hash__(self): return 1\n  def __eq__(self, o): return False\nd = {}\nwhile True: d[C()] = 1",
        {3},
    ),
    "collisions of ints": ("d = {i << 61: 1 for i in range(200000)}\nprint(len(d))", {0, 3}),
    "sort of a long list": ("a = list(range(10**6))\nwhile True: a.sort(key=lambda x: -x)", {3}),
    "list index": ("a = [0] * 10**6\nwhile True: a.index(1) if 1 in a else None", {3}),
    "count in a long str": ("s = 'a' * 10**7\nwhile True: s.count('b')", {3}),
    "insert at 0": ("a = []\nwhile True: a.insert(0, 1)", {3}),
    "del at 0": ("a = [0] * 3 * 10**6\nwhile a: del a[0]", {0, 3}),
    "deque": ("import collections\nd = collections.deque([0] * 10**6)\nwhile True: d.rotate(1)", {3}),
    "nested brackets": ("x = " + "[" * 100000 + "]" * 100000, {1}),
    "nested parentheses": ("(" * 100000 + ")" * 100000, {1}),
    "nested unary": ("x = " + "-" * 100000 + "1", {0, 1}),
    "nested not": ("x = " + "not " * 100000 + "1", {0, 1}),
    "nested lambda": ("x = " + "lambda: " * 100000 + "1", {0, 1}),
    "nested attributes": ("x = 1\nx" + ".real" * 100000, {0, 1}),
    "nested calls": ("x = str" + "()" * 100000, {0, 1}),
    "nested subscripts": ("x = a" + "[0]" * 100000, {0, 1}),
    "nested power": ("x = 1" + "**1" * 100000, {0, 1, 3}),
    "nested if expressions": ("x = " + "1 if 1 else " * 100000 + "1", {0, 1}),
    "nested f-strings": ("x = " + "f'{" * 200 + "1" + "}'" * 200, {0, 1}),
    "nested blocks": ("".join("  " * i + "if 1:\n" for i in range(2000)) + "  " * 2000 + "pass", {0, 1}),
    "nested finally": ("".join("  " * i + "try:\n" for i in range(15)) + "  " * 15 + "pass\n"
                       + "".join("  " * i + "finally:\n" + "  " * (i + 1) + "x = 1\n" for i in reversed(range(15))), {0, 1}),
    "a long sum": ("x = " + "+".join(["1"] * 100000), {0, 1}),
    "a long comparison": ("x = " + "<".join(["1"] * 100000), {0, 1}),
    "a long and": ("x = " + " and ".join(["1"] * 100000), {0, 1}),
    "elif chain": ("x = 1\nif x == 0: pass\n" + "".join(f"elif x == {i}: pass\n" for i in range(2, 20000)), {0, 1}),
    "a long list display": ("x = [" + "1," * 1000000 + "]", {0, 1, 3}),
    "many arguments": ("print(*range(10**7), sep='', file=None)", {0, 3}),
    "star of an endless": ("import itertools\nprint(*itertools.count())", {3}),
    "unpack an endless": ("import itertools\na, *b = itertools.count()", {3}),
    "any of an endless": ("any(0 for x in iter(int, 1))", {3}),
    "zip of endless": ("import itertools\nlist(zip(itertools.repeat(1), itertools.repeat(2)))", {3}),
    "lru_cache grows": ("import functools\nf = functools.lru_cache(None)(lambda x: x)\ni = 0\nwhile True:\n  f(i)\n  i += 1", {3}),
    "partial of partial": ("import functools\np = len\nwhile True: p = functools.partial(p, 1)", {1, 3}),
    "chained exceptions": ("e = None\nwhile True:\n  try: raise ValueError from e\n  except ValueError as x: e = x", {3}),
    "traceback of a deep chain": (
        "e = None\nfor i in range(100000):\n  try: raise ValueError(i) from e\n  except ValueError as x: e = x\nraise e",
        {1},
    ),
    "exec bomb": ("s = 'x = 1'\nwhile True:\n  exec(s)\n  s = s + ';' + s", {1, 3}),
    "eval nested": ("eval('(' * 10000 + ')' * 10000)", {1}),
    "print flood": ("while True: print('x' * 1000)", {3}),
    "statistics": ("import statistics\nstatistics.mean(iter(int, 1))", {3}),
    "fractions": ("import fractions\nx = fractions.Fraction(1, 3)\nwhile True: x = x * x + 1", {1, 3}),
    "textwrap": ("import textwrap\ntextwrap.fill('a ' * 10**6, 10)", {0, 3}),
    "string.Template": ("import string\nstring.Template('$' * 10**6).safe_substitute()", {0, 1, 3}),
    "heapq": ("import heapq\nh = []\nwhile True: heapq.heappush(h, 1)", {3}),
    "random sample": ("import random\nrandom.sample(range(10**12), 10**9)", {1, 3}),
    "json indent": ("import json\njson.dumps([[[[[]]]]], indent=10**9)", {1, 3}),
    "super deep inheritance": ("C = object\nfor i in range(5000):\n  C = type('C', (C,), {})\nprint(C().__class__ is C)", {0, 1, 3}),
    "diamond mro": (
        "A = type('A', (), {})\nfor i in range(60):\n  B, D = type('B', (A,), {}), type('D', (A,), {})\n  A = type('A', (B, D), {})",
        {0, 3},
    ),
    "isinstance of nested tuples": ("t = ()\nfor i in range(100000): t = (t,)\nisinstance(1, t)", {0, 1}),
    "union of many": ("u = int\nfor i in range(100000): u = u | type('C', (), {})", {0, 3}),
}

# Programs that end CPython itself by a signal.
CASES |= {path.stem: (path.read_text(), {0, 1}) for path in sorted(pathlib.Path(__file__).parent.glob("hostile/*.py"))}


def limit():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))


@pytest.mark.parametrize("name", CASES)
def test_hostile(name, tmp_path):
    source, endings = CASES[name]
    script = tmp_path / "script.py"
    script.write_text(source + "\n")
    start = time.monotonic()
    with open(tmp_path / "out", "wb") as out:
        child = subprocess.Popen(
            [INTERLOOM, "lang", "run", script, "--max-steps", "20000000", "--max-bytes", "256M", "--max-seconds", "20"],
            stdout=out,
            stderr=subprocess.PIPE,
            preexec_fn=limit,
        )
        error = child.stderr.read().decode(errors="replace")
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode in endings, error[-500:]
    assert usage.ru_maxrss < 700 << 10, f"{usage.ru_maxrss >> 10} MiB"
    assert time.monotonic() - start < 60
    if child.returncode == 3:
        assert "budget" in error or "time is used up" in error
