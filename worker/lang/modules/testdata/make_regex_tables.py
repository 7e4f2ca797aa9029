"""Writes regex_tables.h from the machine's CPython 3.11: what \\w and \\d match, and which letters are one letter without case."""
import _sre

LAST = 0x110000


def ranges(test):
    out = []
    for c in range(0x80, LAST):
        if test(chr(c)):
            if out and out[-1][1] == c - 1:
                out[-1][1] = c
            else:
                out.append([c, c])
    return out


def table(type_name, name, rows):
    print(f"inline constexpr {type_name} {name}[] = {{")
    line = "   "
    for row in rows:
        cell = " {" + ", ".join(hex(x) for x in row) + "},"
        if len(line) + len(cell) > 118:
            print(line)
            line = "   "
        line += cell
    print(line)
    print("};\n")


lower = [(c, _sre.unicode_tolower(c)) for c in range(LAST) if _sre.unicode_tolower(c) != c]
lowered = {c for c, _ in lower}
by_upper = {}
for c in range(LAST):
    if c not in lowered and not 0xD800 <= c < 0xE000 and chr(c).upper() != chr(c):
        by_upper.setdefault(chr(c).upper(), []).append(c)
twins = sorted((a, b) for group in by_upper.values() for a in group for b in group if a != b)
assert len({a for a, _ in twins}) > 40

print("// Made by testdata/make_regex_tables.py from CPython 3.11.")
print("#pragma once\n\n#include <cstdint>\n\nnamespace interloom::lang::modules {\n")
print("struct RegexRange { uint32_t first, last; };")
print("struct RegexPair { uint32_t from, to; };\n")
table("RegexRange", "kWordRanges", ranges(str.isalnum))
table("RegexRange", "kDecimalRanges", ranges(str.isdecimal))
print("// What \\w matches and a group's name cannot begin with.")
table("RegexRange", "kNotNameStart", ranges(lambda c: c.isalnum() and not c.isidentifier()))
print("// Sorted by the first: the lower case of what has one.")
table("RegexPair", "kLowerCase", lower)
print("// The same sorted by the lower case.")
table("RegexPair", "kUpperCases", sorted((b, a) for a, b in lower))
print("// Different lower-case letters with one upper case, such as sigma and final sigma.")
table("RegexPair", "kTwins", twins)
print("}  // namespace interloom::lang::modules")
