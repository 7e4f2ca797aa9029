import re

m = re.match(r"(?P<first>\w+)-(\d+)?(x)?", "abc-12 rest")
print(m, m.re, m.string, m.pos, m.endpos)
print(m.groups(), m.groups("?"), m.groupdict(), m.regs)
print(m.group(0, 1, 2, 3), m[0], m["first"], m.expand(r"\2:\g<first>"))
print(m.start(3), m.end(3), m.span(3), m.lastindex, m.lastgroup, bool(m))
for bad in (9, "nope", -1, None):
    try:
        m.group(bad)
    except IndexError as e:
        print(e)
