import re

p = re.compile(r"(?P<a>x)(y)?(?P<b>z)", re.I)
print(p.pattern, p.groups, dict(p.groupindex), p.flags)
print(p == re.compile(r"(?P<a>x)(y)?(?P<b>z)", re.I), p == re.compile("x"), hash(p) == hash(re.compile(p.pattern, re.I)))
print(p.match("XYZ").groups(), p.match("xz", 0, 1), p.search("--xz", 1).span(), p.findall("xz xyz", 2))
print(re.compile(p) is p)
try:
    re.compile(p, re.M)
except ValueError as e:
    print(e)
print(p.groupindex, re.Pattern[str], re.Match[bytes])
