class E(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
e = E(404, "not found")
print(e, repr(e), e.args, e.code, e.__dict__)
class F(Exception):
    def __init__(self, code):
        self.code = code
f = F(7)
print(str(f), repr(f), f.args, f.code)
class G(Exception):
    def __init__(self, *, key):
        self.key = key
print(repr(G(key=1)), G(key=1).args, G(key=2).key)
