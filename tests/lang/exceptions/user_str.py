class E(Exception):
    def __str__(self):
        return "custom " + repr(self.args)
class R(ValueError):
    def __repr__(self):
        return "R!"
print(E(1), repr(E(1)), [R("x")], R("x"), f"{E(2)}", "%s" % E(3))
