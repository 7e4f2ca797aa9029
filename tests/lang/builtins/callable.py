class C:
    def __call__(self):
        return 1
    def m(self): pass
class D: pass
c = C()
d = D()
d.__call__ = lambda: 1
print(callable(len), callable(C), callable(c), callable(c.m), callable(lambda: 1), callable(5), callable("a"), callable(D()), callable(d), callable(None), callable([].append), callable(int))
