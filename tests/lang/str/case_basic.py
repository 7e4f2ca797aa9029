for s in ["Hello World", "hELLO", "", "123abc", "a'b c-d", "mixedCASE words"]:
    print(repr(s.upper()), repr(s.lower()), repr(s.title()), repr(s.capitalize()), repr(s.swapcase()), repr(s.casefold()))
