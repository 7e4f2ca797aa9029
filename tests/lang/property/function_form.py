class A:
    def get(self): return self.v
    def set(self, v): self.v = v
    def rem(self): del self.v
    x = property(get, set, rem, 'the doc')
a = A()
a.x = 3
print(a.x, A.x.__doc__, A.x.fget is A.get, A.x.fset is A.set, A.x.fdel is A.rem)
del a.x
print(hasattr(a, 'v'), hasattr(a, 'x'))
