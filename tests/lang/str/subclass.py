class S(str):
    def shout(self):
        return self.upper() + "!"
s = S("abc")
print(s, repr(s), s.shout(), type(s).__name__, type(s.upper()).__name__, type(s + "d").__name__, type(s[:]).__name__, s == "abc", hash(s) == hash("abc"))
print({s: 1}["abc"], isinstance(s, str), type(str(s)).__name__, type(s.strip()).__name__, type("".join([s])).__name__, f"{s:>5}", "%s" % s, "{}".format(s))
print(S(5), S(b"ab", "ascii"), S() == "", len(S("é")), type(s.replace("z", "y")).__name__, type(s * 1).__name__)
