for s in ["ﬁne", "ŉ", "ǆ", "ǅ", "Ǆ", "ΐ", "ᾳ", "ﬃ"]:
    print([s.upper(), s.lower(), s.title(), s.capitalize(), s.casefold()])
    print([len(s.upper()), len(s.casefold())])
