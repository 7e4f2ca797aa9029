import re

TOKEN = re.compile(r"""
    (?P<number>\d+(?:\.\d*)?) | (?P<name>[A-Za-z_]\w*) | (?P<op>[-+*/=()]) | (?P<skip>\s+) | (?P<bad>.)
""", re.X)


def tokens(text):
    for m in TOKEN.finditer(text):
        if m.lastgroup == "skip":
            continue
        if m.lastgroup == "bad":
            raise SyntaxError(f"{m.group()!r} at {m.start()}")
        yield m.lastgroup, m.group()


print(list(tokens("x1 = 3.5*(y + 42)")))
print(list(tokens("a ? b")))
