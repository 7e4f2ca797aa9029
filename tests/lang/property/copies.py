class A:
    @property
    def x(self): return 1
p = A.x
q = p.setter(lambda self, v: None)
print(p is q, p.fget is q.fget, p.fset, q.fset is not None, q.getter(lambda s: 5).fget(0))
