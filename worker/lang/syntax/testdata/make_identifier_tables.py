"""Writes identifier_tables.h from this Python's unicodedata: python3 make_identifier_tables.py > ../identifier_tables.h

Only what identifiers need: XID_Start, XID_Continue, what is not printable (for messages), and of NFKC the characters
that an identifier may have.
"""
import sys
import unicodedata

EVERY = range(sys.maxunicode + 1)


def ranges(inside):
    out = []
    for c in EVERY:
        if inside(c):
            if out and out[-1][1] == c - 1:
                out[-1][1] = c
            else:
                out.append([c, c])
    return out


def rows(items):
    row = "   "
    for item in items:
        if len(row) + len(item) + 1 > 140:
            print(row)
            row = "   "
        row += " " + item
    print(row)
    print("};")


def range_table(name, pairs):
    print(f"inline constexpr CodePointRange {name}[] = {{")
    rows("{%#x, %#x}," % tuple(pair) for pair in pairs)


def is_part(c):
    return ("a" + chr(c)).isidentifier()


def full_decomposition(c):
    text = unicodedata.normalize("NFKD", chr(c))
    return [ord(x) for x in text] if text != chr(c) and not 0xAC00 <= c <= 0xD7A3 else None


def main():
    print("// Made by testdata/make_identifier_tables.py from Unicode %s." % unicodedata.unidata_version)
    print("#pragma once\n\n#include <cstdint>\n\nnamespace interloom::lang::syntax {\n")
    print("struct CodePointRange { uint32_t first, last; };")
    print("struct Decomposition { uint32_t code_point; uint16_t at; uint8_t length; };  // into kDecomposed")
    print("struct Composition { uint32_t first, second, composed; };")
    print("struct CombiningClass { uint32_t first, last; uint8_t value; };\n")
    range_table("kIdentifierStart", ranges(lambda c: chr(c).isidentifier()))
    range_table("kIdentifierPart", ranges(is_part))
    range_table("kNotPrintable", ranges(lambda c: not chr(c).isprintable()))
    pool, index, where = [], [], {}
    for c in EVERY:
        parts = full_decomposition(c) if is_part(c) else None
        if parts:
            key = tuple(parts)
            if key not in where:
                where[key] = len(pool)
                pool.extend(parts)
            index.append((c, where[key], len(parts)))
    assert len(pool) < 65536
    print("inline constexpr uint32_t kDecomposed[] = {")
    rows("%#x," % c for c in pool)
    print("inline constexpr Decomposition kDecompositions[] = {")
    rows("{%#x, %d, %d}," % entry for entry in index)
    pairs = []
    for c in EVERY:
        parts = unicodedata.decomposition(chr(c)).split()
        if len(parts) == 2 and not parts[0].startswith("<") and unicodedata.normalize("NFC", chr(c)) == chr(c):
            pairs.append((int(parts[0], 16), int(parts[1], 16), c))
    print("inline constexpr Composition kCompositions[] = {")
    rows("{%#x, %#x, %#x}," % pair for pair in sorted(pairs))
    classes = []
    for c in EVERY:
        value = unicodedata.combining(chr(c))
        if value and classes and classes[-1][1] == c - 1 and classes[-1][2] == value:
            classes[-1][1] = c
        elif value:
            classes.append([c, c, value])
    print("inline constexpr CombiningClass kCombiningClasses[] = {")
    rows("{%#x, %#x, %d}," % tuple(entry) for entry in classes)
    print("\n}  // namespace interloom::lang::syntax")


main()
