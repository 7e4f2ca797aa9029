"""Writes unicode_tables.h from this Python's own str methods: python3 make_unicode_tables.py > ../unicode_tables.h

A code point's record is found in two steps: kBlocks[c >> SHIFT] is a block of kRecordNumbers, whose entry numbers kRecords.
A case mapping is a difference to the code point, or, from SPECIAL up, SPECIAL plus a place in kMappings: a count and the
code points of the mapping.
"""
import sys

FLAGS = ["kPrintable", "kSpace", "kAlpha", "kDecimal", "kDigit", "kNumeric", "kLower", "kUpper", "kTitle", "kIdStart",
         "kIdContinue", "kCased", "kCaseIgnorable"]
SPECIAL = 1 << 22
SHIFT = 6


def cased_and_ignorable(c):
    """Found by what lower() makes of a sigma and title() of a letter beside it."""
    final, inner = ("A\u03a3" + c).lower()[1], ("A\u03a3" + c + "A").lower()[1]
    return (c + "a").title()[-1] == "a", final == "\u03c2" and inner == "\u03c3"


def flags_of(c):
    cased, ignorable = cased_and_ignorable(c)
    answers = [c.isprintable(), c.isspace(), c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.islower(), c.isupper(),
               c.istitle() and not c.isupper(), c.isidentifier(), ("a" + c).isidentifier(), cased, ignorable]
    return sum(1 << i for i, yes in enumerate(answers) if yes)


mappings, mapping_places = [], {}


def mapping(c, text):
    if len(text) == 1:
        return ord(text) - ord(c)
    if text not in mapping_places:
        mapping_places[text] = len(mappings)
        mappings.extend([len(text), *map(ord, text)])
    return SPECIAL + mapping_places[text]


def lower(c):
    return c.lower() if c != "\u03a3" else "\u03c3"


def record_of(c):
    digit = int(c) if c.isdecimal() else 0
    # What Σ does at the end of a word is not in the table.
    return (flags_of(c), digit, mapping(c, lower(c)), mapping(c, c.upper()), mapping(c, c.title()), mapping(c, c.casefold()))


def rows(items, width=128):
    row = "   "
    for item in items:
        piece = f" {item},"
        if len(row) + len(piece) > width:
            print(row)
            row = "   "
        row += piece
    print(row)


def array(kind, name, items):
    print(f"inline constexpr {kind} {name}[] = {{")
    rows(items)
    print("};")


records, record_numbers, numbers = [], {}, []
for code in range(sys.maxunicode + 1):
    record = record_of(chr(code))
    if record not in record_numbers:
        record_numbers[record] = len(records)
        records.append(record)
    numbers.append(record_numbers[record])
blocks, block_numbers, stored = [], {}, []
for start in range(0, len(numbers), 1 << SHIFT):
    block = tuple(numbers[start:start + (1 << SHIFT)])
    if block not in block_numbers:
        block_numbers[block] = len(block_numbers)
        stored.extend(block)
    blocks.append(block_numbers[block])
# All that follows one block to the end is the same.
while len(blocks) > 1 and blocks[-1] == blocks[-2]:
    blocks.pop()

print("// Made by testdata/make_unicode_tables.py from CPython %d.%d." % sys.version_info[:2])
print("#pragma once\n\n#include <cstdint>\n\nnamespace interloom::lang {\n")
print("enum UnicodeFlag : uint16_t {")
for i, name in enumerate(FLAGS):
    print(f"  {name} = {1 << i},")
print("};\n")
print("struct UnicodeRecord {\n  uint16_t flags;\n  uint8_t digit;\n  int32_t lower, upper, title, fold;\n};\n")
print(f"inline constexpr int kBlockShift = {SHIFT};")
print(f"inline constexpr int32_t kSpecialMapping = {SPECIAL};\n")
array("UnicodeRecord", "kRecords", ("{%s}" % ", ".join(map(str, r)) for r in records))
array("uint16_t", "kMappings", map(hex, mappings))
array("uint16_t", "kBlocks", blocks)
array("uint16_t", "kRecordNumbers", stored)
print("\n}  // namespace interloom::lang")
