print([None, True, 1.0, "it's", 'q"', b"b", (1,), {2}, {}, range(3), len, int, ...])
print(str([1, "a"]), f"{[1, 'a']}", repr(["\n", "\\"]))
