"""Doctests as CPython's language tests hold them: examples compared by their output, tracebacks by their last line."""

import io
import sys
import unittest

ELLIPSIS = NORMALIZE_WHITESPACE = IGNORE_EXCEPTION_DETAIL = DONT_ACCEPT_BLANKLINE = 0


class Example:
    def __init__(self, source, want, options):
        self.source, self.want, self.options = source, want, options


def parse(text):
    """The examples of a docstring, in order."""
    examples, lines, at = [], text.expandtabs().split("\n"), 0
    while at < len(lines):
        stripped = lines[at].lstrip()
        if not stripped.startswith(">>> "):
            at += 1
            continue
        indent = len(lines[at]) - len(stripped)
        source = [stripped[4:]]
        at += 1
        while at < len(lines) and lines[at][indent:].startswith("..."):
            source.append(lines[at][indent + 4 :])
            at += 1
        want = []
        while at < len(lines) and lines[at].strip() and not lines[at][indent:].startswith(">>>"):
            want.append(lines[at][indent:])
            at += 1
        text_of = "\n".join(source)
        if all(not line.strip() or line.lstrip().startswith("#") for line in source):
            continue
        options = text_of.partition("# doctest:")[2] + text_of.partition("#doctest:")[2]
        examples.append(Example(text_of + "\n", "".join(line + "\n" for line in want), options))
    return examples


def _matches(got, want, options):
    got, want = got.replace("<BLANKLINE>", ""), want.replace("<BLANKLINE>", "")
    if "NORMALIZE_WHITESPACE" in options:
        got, want = " ".join(got.split()), " ".join(want.split())
    if got == want:
        return True
    if "ELLIPSIS" not in options:
        return False
    at = 0
    for number, part in enumerate(want.split("...")):
        found = got.find(part, at)
        if found < 0 or (number == 0 and found):
            return False
        at = found + len(part)
    return True


def _run(example, names):
    """None, or what was wrong."""
    old, sys.stdout = sys.stdout, io.StringIO()
    raised = None
    try:
        try:
            exec(compile(example.source, "<doctest>", "single"), names)
        finally:
            got, sys.stdout = sys.stdout.getvalue(), old
    except unittest.SkipTest:
        raise
    except Exception as error:
        raised = error
    if raised is None:
        return None if _matches(got, example.want, example.options) else f"{example.source!r}: {got!r}, not {example.want!r}"
    module = type(raised).__module__
    name = type(raised).__qualname__ if module in ("builtins", "__main__") else f"{module}.{type(raised).__qualname__}"
    said = name + (f": {raised.msg if isinstance(raised, SyntaxError) else raised}" if str(raised) else "")
    if "Traceback" not in example.want and "Error" not in example.want:
        return f"{example.source!r}: raised {said}"
    last = [line for line in example.want.split("\n") if line and not line[0].isspace()][-1]
    if "IGNORE_EXCEPTION_DETAIL" in example.options:
        last, said = last.partition(":")[0].rpartition(".")[2], type(raised).__name__
    return None if _matches(said, last, example.options) else f"{example.source!r}: {said!r}, not {last!r}"


def failures(text, names):
    """[what was wrong] of a docstring, run in a copy of `names`; and the number of its examples."""
    names = dict(names)
    examples = parse(text)
    found = [problem for problem in (_run(example, names) for example in examples) if problem]
    return found, len(examples)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return lambda *args, **kwargs: unittest.TestSuite()
