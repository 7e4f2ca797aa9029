print("aaaa".count("aa"), "aaa".count(""), "".count(""), "abc".count("", 3), "abc".count("", 4), "ababab".count("ab", 1), "ééé".count("é", 1, 2))
print("a" * 1000 + "b" in "a" * 2000 + "b", ("ab" * 5000).count("aba"))
