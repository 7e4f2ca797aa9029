class G(ExceptionGroup):
    def __new__(cls, message, excs, code):
        self = super().__new__(cls, message, excs)
        self.code = code
        return self
    def derive(self, excs):
        return G(self.message, excs, self.code)
g = G("m", [ValueError(1), TypeError(2)], 9)
match, rest = g.split(ValueError)
print(type(match).__name__, match.code, match.exceptions, type(rest).__name__, rest.code, rest.exceptions)
plain = ExceptionGroup("p", [ValueError(1)])
print(repr(plain.derive([KeyError(2)])), type(plain.derive([KeyboardInterrupt()])).__name__)
