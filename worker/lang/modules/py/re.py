"""Regular expressions. Compiling and matching are native; here are the error class and the flags."""

import _re
from _re import (
    Match, Pattern, compile, escape, findall, finditer, fullmatch, match, purge, search, split, sub, subn,
)

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape",
    "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL",
    "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag",
]


class error(Exception):
    """A pattern that is no regular expression: `msg`, `pattern`, `pos` and from those `lineno` and `colno`."""

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is None or pos is None:
            self.lineno = self.colno = None
            super().__init__(msg)
            return
        newline = "\n" if isinstance(pattern, str) else b"\n"
        self.lineno = pattern.count(newline, 0, pos) + 1
        self.colno = pos - pattern.rfind(newline, 0, pos)
        text = f"{msg} at position {pos}"
        if newline in pattern:
            text = f"{text} (line {self.lineno}, column {self.colno})"
        super().__init__(text)


_re.set_error_class(error)


class Scanner:
    """Tokens by the first of several patterns that matches; undocumented in CPython and used all the same."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self.match = None
        self._patterns = [(compile(phrase, flags), action) for phrase, action in lexicon]

    def scan(self, string):
        result, at = [], 0
        while True:
            for pattern, action in self._patterns:
                match = pattern.match(string, at)
                if match:
                    break
            if match is None or match.end() == at:
                return result, string[at:]
            if callable(action):
                self.match = match
                action = action(self, match.group())
            if action is not None:
                result.append(action)
            at = match.end()

_FLAGS = {
    "NOFLAG": 0, "ASCII": 256, "A": 256, "IGNORECASE": 2, "I": 2, "LOCALE": 4, "L": 4, "UNICODE": 32, "U": 32,
    "MULTILINE": 8, "M": 8, "DOTALL": 16, "S": 16, "VERBOSE": 64, "X": 64, "DEBUG": 128,
}


def __getattr__(name):
    """The flags are an enumeration, made when the first of them is named: most patterns use none."""
    if name != "RegexFlag" and name not in _FLAGS:
        raise AttributeError(f"module 're' has no attribute {name!r}")
    from _enum_extra import global_flag_repr
    from enum import KEEP, IntFlag

    made = IntFlag("RegexFlag", _FLAGS, module="re", boundary=KEEP)
    made.__repr__ = global_flag_repr
    made.__str__ = object.__str__
    globals().update(made.__members__, RegexFlag=made)
    return globals()[name]
