"""Writes unicode_tables.h from this Python's own str methods: python3 make_unicode_tables.py > ../unicode_tables.h"""
import sys


def ranges(predicate):
    out, start = [], None
    for c in range(sys.maxunicode + 2):
        inside = c <= sys.maxunicode and predicate(chr(c))
        if inside and start is None:
            start = c
        elif not inside and start is not None:
            out.append((start, c - 1))
            start = None
    return out


def table(name, pairs):
    print(f"inline constexpr CodePointRange {name}[] = {{")
    row = "   "
    for first, last in pairs:
        item = f" {{{first:#x}, {last:#x}}},"
        if len(row) + len(item) > 128:
            print(row)
            row = "   "
        row += item
    print(row)
    print("};")


print("// Made by testdata/make_unicode_tables.py from CPython %d.%d: first and last of each range." % sys.version_info[:2])
print("#pragma once\n\n#include <cstdint>\n\nnamespace interloom::lang {\n")
print("struct CodePointRange { uint32_t first, last; };\n")
table("kNotPrintable", ranges(lambda c: not c.isprintable()))
table("kSpaces", ranges(str.isspace))
print("\n}  // namespace interloom::lang")
