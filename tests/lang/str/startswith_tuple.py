s = "prefix.body.suffix"
print(s.startswith("prefix"), s.startswith(("x", "pre")), s.startswith(()), s.endswith(("x", "fix")), s.endswith("body", 0, 11), s.startswith("body", 7))
print(s.startswith("", 100), s.startswith("", 18), s.endswith("", 18), s.startswith("pre", -100), s.endswith("fix", -3))
for bad in [1, ["a"], (1,), ("a", 1), None]:
    for f in (s.startswith, s.endswith):
        try:
            print(f(bad))
        except TypeError as e:
            print(e)
