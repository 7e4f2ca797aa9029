for s in ["a=b=c", "=", "abc", "", "a==b", "éàé"]:
    print(s.partition("="), s.rpartition("="), s.partition("=="), s.rpartition("=="), s.partition("à"))
for bad in ["", 1, None, b"="]:
    for name in ("partition", "rpartition"):
        try:
            getattr("a=b", name)(bad)
        except (TypeError, ValueError) as e:
            print(name, type(e).__name__, e)
