import re

print(re.findall("(?i)abc", "abc ABC aBc"))
print(re.findall("(?m)^.", "ab\ncd\n"), re.findall("(?s)a.c", "a\nc abc"))
print(re.findall("(?i:a)b", "Ab AB ab"), re.findall("(?-i:a)b", "aB AB", re.I))
print(re.compile("(?im)x").flags, re.compile("x", re.A).flags, re.compile(b"x").flags)
print(re.search(r"""(?x)
    \d+   # the number
    \s*
    ([a-z]+)  # the unit
""", "10 km").groups())
