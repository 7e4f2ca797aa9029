"""Writes character_names_table.h from this Python's unicodedata: python3 make_character_names.py > ../character_names_table.h

A name is kept as 42 bits of its FNV-1a hash above 21 bits of code point: sorted, 11 digits of base 64 each. Names that end in
their own hexadecimal code point are one prefix and a range; those of Hangul syllables are made in code.
"""
import sys
import unicodedata

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz{"
# unicodedata knows aliases but does not list them; these are the ones that people write.
ALIASES = """NULL|BELL|ALERT|BACKSPACE|CHARACTER TABULATION|HORIZONTAL TABULATION|LINE FEED|NEW LINE|END OF LINE
LINE TABULATION|FORM FEED|CARRIAGE RETURN|ESCAPE|DELETE|NEXT LINE|SHIFT OUT|SHIFT IN|START OF HEADING|START OF TEXT
END OF TEXT|END OF TRANSMISSION|SUBSTITUTE|BYTE ORDER MARK|BOM|ZWNBSP|NBSP|SHY|ZWSP|ZWNJ|ZWJ|LRM|RLM|LRE|RLE|PDF|LRO
RLO|WJ|LF|CR|HT|TAB|VT|FF|NUL|BEL|BS|ESC|DEL|SP|NEL|CSI|ACK|NAK
LATIN SMALL LETTER GHA|LATIN CAPITAL LETTER GHA|VS1|VS15|VS16|CGJ|NNBSP|MMSP"""


def fnv(name):
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


def main():
    entries, ranges = {}, []
    for c in range(sys.maxunicode + 1):
        name = unicodedata.name(chr(c), "")
        if not name or name.startswith("HANGUL SYLLABLE "):
            continue
        if name.endswith("-%X" % c):
            prefix = name[: -len("%X" % c)]
            if ranges and ranges[-1][0] == prefix and ranges[-1][2] == c - 1:
                ranges[-1][2] = c
            else:
                ranges.append([prefix, c, c])
        else:
            entries[name] = c
    for name in ALIASES.replace("\n", "|").split("|"):
        try:
            entries[name] = ord(unicodedata.lookup(name))
        except (KeyError, TypeError):
            continue
    packed = sorted((fnv(name) >> 22) << 21 | c for name, c in entries.items())
    assert len({value >> 21 for value in packed}) == len(packed)
    print("// Made by testdata/make_character_names.py from Unicode %s." % unicodedata.unidata_version)
    print("#pragma once\n\n#include <cstddef>\n#include <cstdint>\n\nnamespace interloom::lang::syntax {\n")
    print("struct NamedRange { const char* prefix; uint32_t first, last; };  // PREFIX and the code point in hexadecimal")
    print("inline constexpr NamedRange kNamedRanges[] = {")
    for prefix, first, last in ranges:
        print('    {"%s", %#x, %#x},' % (prefix, first, last))
    print("};")
    print("inline constexpr size_t kNamedCount = %d;" % len(packed))
    print("inline constexpr char kNamed[] =")
    line = ""
    for value in packed:
        line += "".join(DIGITS[value >> shift & 63] for shift in range(60, -1, -6))
        if len(line) >= 132:
            print(f'    "{line}"')
            line = ""
    print(f'    "{line}";')
    print("\n}  // namespace interloom::lang::syntax")


main()
