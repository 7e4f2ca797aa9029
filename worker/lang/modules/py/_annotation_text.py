"""Evaluates the text of an annotation: names, attributes, subscripts, literals, tuples, lists and `|`.

That is what forward references are made of, and it needs no eval().
"""

_END = ("end", "")


def _tokens(text):
    tokens = []
    i = 0
    while i < len(text):
        char = text[i]
        if char.isspace():
            i += 1
        elif char.isidentifier():
            start = i
            while i < len(text) and (text[i].isidentifier() or text[i].isdigit()):
                i += 1
            tokens.append(("name", text[start:i]))
        elif char.isdigit():
            start = i
            while i < len(text) and (text[i].isalnum() or text[i] in "._"):
                i += 1
            tokens.append(("number", text[start:i]))
        elif char in "'\"":
            end = text.find(char, i + 1)
            if end < 0 or "\\" in text[i:end]:
                raise SyntaxError("unreadable string")
            tokens.append(("string", text[i + 1:end]))
            i = end + 1
        elif text.startswith("...", i):
            tokens.append(("ellipsis", "..."))
            i += 3
        elif char in "[](),.|-*":
            tokens.append((char, char))
            i += 1
        else:
            raise SyntaxError("unexpected character")
    return tokens


def parse(text):
    """The annotation as a nested tuple for evaluate(); SyntaxError if it is none that can be read."""
    parser = _Parser(_tokens(text))
    tree = parser.items(("end",), bare=True)
    if parser.peek() != "end":
        raise SyntaxError("trailing text")
    return tree


class _Parser:
    def __init__(self, tokens):
        self.tokens = tokens
        self.position = 0

    def peek(self):
        return self.tokens[self.position][0] if self.position < len(self.tokens) else "end"

    def next(self):
        token = self.tokens[self.position] if self.position < len(self.tokens) else _END
        self.position += 1
        return token

    def expect(self, kind):
        if self.next()[0] != kind:
            raise SyntaxError(f"expected {kind}")

    def items(self, closing, bare=False):
        """One item, or several with commas: a tuple."""
        items = []
        comma = False
        while self.peek() not in closing:
            items.append(self.union())
            comma = self.peek() == ","
            if not comma:
                break
            self.next()
        if bare and not items:
            raise SyntaxError("empty")
        return items[0] if len(items) == 1 and not comma else ("tuple", items)

    def union(self):
        if self.peek() == "*":
            self.next()
            return "star", self.primary()
        left = self.primary()
        while self.peek() == "|":
            self.next()
            left = ("or", left, self.primary())
        return left

    def primary(self):
        node = self.atom()
        while True:
            if self.peek() == ".":
                self.next()
                kind, name = self.next()
                if kind != "name":
                    raise SyntaxError("expected a name")
                node = ("attribute", node, name)
            elif self.peek() == "[":
                self.next()
                index = self.items(("]",))
                if index == ("tuple", []):
                    raise SyntaxError("empty subscript")
                self.expect("]")
                node = ("subscript", node, index)
            else:
                return node

    def atom(self):
        kind, text = self.next()
        if kind == "name":
            return "name", text
        if kind == "string":
            return "constant", text
        if kind == "ellipsis":
            return "constant", ...
        if kind == "number":
            return "constant", _number(text)
        if kind == "-" and self.peek() == "number":
            return "constant", -_number(self.next()[1])
        if kind == "(":
            node = self.items((")",))
            self.expect(")")
            return node
        if kind == "[":
            node = self.items(("]",))
            self.expect("]")
            return "list", node[1] if node[0] == "tuple" else [node]
        raise SyntaxError("unexpected end")


def _number(text):
    try:
        return int(text, 0)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        raise SyntaxError("bad number") from None


_CONSTANTS = {"None": None, "True": True, "False": False}


def evaluate(tree, lookup):
    """The value of what parse() gave; `lookup(name)` gives the value of a name."""
    kind = tree[0]
    if kind == "name":
        return _CONSTANTS[tree[1]] if tree[1] in _CONSTANTS else lookup(tree[1])
    if kind == "constant":
        return tree[1]
    if kind == "attribute":
        return getattr(evaluate(tree[1], lookup), tree[2])
    if kind == "or":
        return evaluate(tree[1], lookup) | evaluate(tree[2], lookup)
    if kind == "star":
        value, = evaluate(tree[1], lookup)
        return value
    if kind == "subscript":
        value = evaluate(tree[1], lookup)
        index = tree[2]
        if index[0] == "star":
            index = ("tuple", [index])
        return value[evaluate(index, lookup)]
    values = []
    for item in tree[1]:
        if item[0] == "star":
            values.extend(evaluate(item[1], lookup))
        else:
            values.append(evaluate(item, lookup))
    return values if kind == "list" else tuple(values)
