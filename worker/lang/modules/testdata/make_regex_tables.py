"""Writes regex_tables.h from the machine's CPython 3.11: which letters are one letter where case is ignored."""
import _sre

LAST = 0x110000


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
print("struct RegexPair { uint32_t from, to; };\n")
print("// Sorted by the first: the lower case of what has one.")
table("RegexPair", "kLowerCase", lower)
print("// The same sorted by the lower case.")
table("RegexPair", "kUpperCases", sorted((b, a) for a, b in lower))
print("// Different lower-case letters with one upper case, such as sigma and final sigma.")
table("RegexPair", "kTwins", twins)
print("}  // namespace interloom::lang::modules")
