class S(str):
    def __str__(self):
        return "str!"
    def __repr__(self):
        return "repr!"
    def __format__(self, spec):
        return "format(%s)" % spec
s = S("abc")
print(s, repr(s), str(s), f"{s}", f"{s:x}", "%s" % s, "%r" % s, "{:y}".format(s), format(s), [s], s + "")
