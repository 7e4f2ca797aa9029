s = "a,b,,c,"
print(s.split(","), s.rsplit(","))
for n in range(0, 5):
    print(n, s.split(",", n), s.rsplit(",", n))
print("aXXbXXXc".split("XX"), "aXXbXXXc".rsplit("XX"), "".split(","), "abc".split("abc"), "x".split("xyz"))
print("a,b".split(sep=","), "a,b,c".split(",", maxsplit=1), "a,b,c".rsplit(maxsplit=1, sep=","))
