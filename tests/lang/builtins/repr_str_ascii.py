class C:
    def __repr__(self):
        return "C()"
class D(C):
    def __str__(self):
        return "str of D"
print(repr(C()), str(C()), str(D()), repr(D()), [D()], f"{D()} {D()!r}", ascii("é\n日"), ascii([C(), "ü"]), repr("a'b"), str(b"x"), str(5), str())
class Bad:
    def __repr__(self):
        return 5
for f in (lambda: repr(Bad()), lambda: str(Bad()), lambda: repr(), lambda: ascii()):
    try:
        f()
    except TypeError as e:
        print(e)
