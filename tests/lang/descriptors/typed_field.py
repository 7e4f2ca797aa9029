class Typed:
    def __init__(self, t): self.t = t
    def __set_name__(self, o, n): self.n = '_' + n
    def __get__(self, o, t): return self if o is None else getattr(o, self.n)
    def __set__(self, o, v):
        if not isinstance(v, self.t): raise TypeError('%s must be %s' % (self.n[1:], self.t.__name__))
        setattr(o, self.n, v)
class P:
    x = Typed(int)
    name = Typed(str)
    def __init__(self, x, name): self.x, self.name = x, name
p = P(1, 'a')
print(p.x, p.name, p.__dict__)
try:
    P('1', 'a')
except TypeError as e:
    print(e)
