import re

for pattern in ["(", ")", "[", "a**", "*", "(?P<n", "(?P<1>x)", "(?P=x)", r"\1", "(?<=a*)b", "[z-a]", "(?z)", "a{2,1}", "\\", r"\q", "(?(1)a|b|c)(x)", "x(?i)", "(?P<a>x)(?P<a>y)", "(?", r"\x1", "(?#"]:
    try:
        re.compile(pattern)
    except re.error as e:
        print(repr(pattern), e, e.msg, e.pos, e.lineno, e.colno, e.pattern == pattern)
