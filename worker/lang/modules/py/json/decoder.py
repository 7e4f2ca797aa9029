"""json's reading half."""

import _json
from _json import scanstring

__all__ = ["JSONDecoder", "JSONDecodeError"]


class JSONDecodeError(ValueError):
    """`msg`, the text `doc`, and where in it: `pos`, `lineno`, `colno`."""

    def __init__(self, msg, doc, pos):
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {self.lineno} column {self.colno} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


_json.set_error_class(JSONDecodeError)


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self._hooks = (object_hook, object_pairs_hook, parse_float, parse_int, parse_constant)

    def decode(self, s):
        """The value of the whole text `s`."""
        value, end = self.raw_decode(s, _json.skip_space(s, 0))
        end = _json.skip_space(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        """(the value that begins at `idx`, the index behind it); what follows does not matter."""
        return _json.scan(s, idx, self.strict, *self._hooks)
