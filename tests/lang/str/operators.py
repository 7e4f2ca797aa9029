print("ab" + "cd", "ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "b" in "abc", "" in "", "bc" not in "abc", "é" in "aé")
for f in [lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" - "b", lambda: 1 in "a", lambda: "a" * 1.5, lambda: "a" + b"b", lambda: -"a", lambda: None in "abc"]:
    try:
        print(f())
    except TypeError as e:
        print(e)
