_C__g = 'mangled'
class C:
    def f(self):
        return __g
    def k(self, **kw):
        return kw
    def call(self):
        return self.k(__a=1)
print(C().f(), C().call())
