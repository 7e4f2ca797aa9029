import re

p = re.compile("^b|b")
print([m.span() for m in p.finditer("abab", 1)], p.match("ab", 1), p.fullmatch("abc", 1, 2))
print(re.compile(r"\bx").search("ax x").start(), re.compile("(?<=a)b").match("ab", 1))
print(re.compile("$").search("ab\n").start(), re.compile(r"\Z").search("ab\n").start(), re.compile("b$").match("abc", 1, 2))
