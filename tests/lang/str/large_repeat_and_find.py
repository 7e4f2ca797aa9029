s = "ab" * 100000
print(len(s), s.count("ab"), s.find("ba"), s.rfind("ab"), s.replace("a", "")[:5], len(s.replace("ab", "abc")), s.endswith("ab"))
