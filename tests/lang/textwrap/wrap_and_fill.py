import textwrap

text = "The quick brown fox-like animal jumped over the lazy dog's well-known, very-long-hyphenated-word -- and ran away. Yes!"
for width in (10, 20, 35, 70):
    print(textwrap.wrap(text, width))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap(text, 12, break_on_hyphens=False, break_long_words=False), textwrap.wrap("", 5), textwrap.wrap("   ", 5))
print(textwrap.wrap("a\tb\nc   d", 20), textwrap.wrap("a\tb\nc", 20, expand_tabs=False, replace_whitespace=False))
print(textwrap.wrap("Hello there.  How are you?  Fine.", 100, fix_sentence_endings=True), textwrap.wrap("abcdefghij", 3), textwrap.wrap("a bb ccc dddd", 5, max_lines=2))
print(textwrap.wrap("a bb ccc dddd", 6, max_lines=1, placeholder="~"), textwrap.wrap("  lead and trail  ", 10, drop_whitespace=False))
for bad in (lambda: textwrap.wrap("a", 0), lambda: textwrap.wrap("abc def", 2, max_lines=1)):
    try:
        print(bad())
    except ValueError as error:
        print(error)
