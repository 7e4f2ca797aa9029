class P(property):
    def __get__(self, o, t=None):
        if o is None: return self
        return ('P', super().__get__(o, t))
class A:
    @P
    def x(self): return 1
    @x.setter
    def x(self, v): print('set', v)
a = A()
print(a.x, type(A.x).__name__)
a.x = 3
