class cached:
    def __init__(self, f): self.f = f
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, o, t=None):
        if o is None: return self
        print('compute')
        o.__dict__[self.name] = v = self.f(o)
        return v
class A:
    @cached
    def x(self): return 42
a = A()
print(a.x, a.x, type(A.x).__name__)
