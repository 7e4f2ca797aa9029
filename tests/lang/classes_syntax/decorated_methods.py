class C:
    def __init__(self): self._v = 1
    @property
    def v(self): return self._v
    @v.setter
    def v(self, x): self._v = x
    @v.deleter
    def v(self): print('deleted')
    @staticmethod
    def s(x): return x
c = C()
c.v = 5
print(c.v, c.s(2))
c.v += 1
print(c.v)
del c.v
