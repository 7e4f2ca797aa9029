for s in ["a", "it's", 'say "hi"', "both ' and \"", "\\", "\n\t\r", "\x00\x1f\x7f", "é€", "\u200b\ufeff", "\U0001f600", "\ud800", "\xad", "\u2028", "a\x85b"]:
    print(repr(s), ascii(s))
