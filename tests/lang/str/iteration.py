print(list("aé€"), [c for c in ""], list(reversed("abc")), list(enumerate("xy")), list(zip("ab", "cd")), sorted("hello"), set("aab") == {"a", "b"}, max("hello"), "".join(reversed("aé")))
it = iter("ab")
print(next(it), next(it), next(it, "end"))
