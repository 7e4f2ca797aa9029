names = ["isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper"]
for s in ["", "abc", "ABC", "Abc Def", "abc1", "12", " ", "\n", "a_b", "1a", "def", "a b", "!"]:
    print(repr(s), "".join("1" if getattr(s, n)() else "0" for n in names))
