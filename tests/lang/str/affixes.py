print("TestHook".removeprefix("Test"), "TestHook".removesuffix("Hook"), "abc".removeprefix("x"), "abc".removesuffix(""), "abc".removeprefix("abcd"), "éa".removeprefix("é"))
for bad in [1, ("a",), None]:
    for name in ("removeprefix", "removesuffix"):
        try:
            getattr("abc", name)(bad)
        except TypeError as e:
            print(e)
