for s in ["  ab  ", "xxabxx", "", "   ", "\t\n a \x0b", "\u3000a\u2003"]:
    print([s.strip(), s.lstrip(), s.rstrip(), s.strip("x"), s.lstrip("x "), s.rstrip("x ")])
print("abcba".strip("ab"), "éàé".strip("é"), "abc".strip(""), "abc".strip(None), "mississippi".rstrip("ip"), "\U0001f600a\U0001f600".strip("\U0001f600"))
