print(hash("abc") == hash("ab" + "c"), {"a": 1, "b": 2}["a"], "a" in {"a"}, hash("") == hash(""))
