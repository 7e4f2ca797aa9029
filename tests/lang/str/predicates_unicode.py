names = ["isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper"]
for s in ["é", "É", "٣", "²", "½", "Ⅷ", "一", "ª", "ǅ", "\u00a0", "\u2028", "\u200b", "\U0001f600", "\ud800", "\u0301", "aé1", "ßx"]:
    print(ascii(s), "".join("1" if getattr(s, n)() else "0" for n in names))
