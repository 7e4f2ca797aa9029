import textwrap

print(repr(textwrap.dedent("""\
    hello
      world

    end
    """)))
print(repr(textwrap.dedent("  a\n\tb\n")), repr(textwrap.dedent("  a\n   \n  b")), repr(textwrap.dedent("x\n  y")))
print(repr(textwrap.indent("a\n\nb\n", "> ")), repr(textwrap.indent("a\n\nb", "+", lambda line: True)), repr(textwrap.indent("a\n  \nb", "- ")))
print(textwrap.shorten("Hello  world!", 12), textwrap.shorten("Hello  world!", 11), textwrap.shorten("Hello world", 10, placeholder="..."), repr(textwrap.shorten("x" * 30, 10)))
w = textwrap.TextWrapper(width=15, max_lines=2)
print(w.wrap("one two three four five six"), w.fill("short"), w.width)
