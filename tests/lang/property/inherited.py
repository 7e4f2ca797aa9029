class A:
    @property
    def x(self): return self.compute()
    def compute(self): return 'A'
class B(A):
    def compute(self): return 'B'
class C(B):
    @A.x.setter
    def x(self, v): self.__dict__['saved'] = v
print(A().x, B().x)
c = C()
c.x = 7
print(c.x, c.saved)
