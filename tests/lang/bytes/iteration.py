print([x for x in b"abc"], list(reversed(b"abc")), sum(b"abc"), max(b"abc"), bytes(x + 1 for x in b"abc"), list(enumerate(b"xy")), bytes(reversed(b"abc")), dict(zip(b"ab", b"cd")))
