class Fake:
    def __init__(self, real): self.real = real
    def __mro_entries__(self, bases):
        return (self.real,)
class Real:
    def f(self): return 'real'
class A(Fake(Real)): pass
print(A().f(), A.__bases__, len(A.__orig_bases__), type(A.__orig_bases__[0]).__name__)
class L(list[int]): pass
print(L.__bases__, L.__orig_bases__, L([1]))
