class A:
    def f(self): pass
    def __eq__(self, o): return True
    __hash__ = None
a, b = A(), A()
print(a.f == b.f, a.f == a.f, a.f.__self__ is a)
print([].append == [].append, 'a'.upper == 'a'.upper)
