class A:
    def set(self, v): self.v = v
    x = property(None, set)
a = A()
a.x = 4
print(a.v)
try:
    a.x
except AttributeError as e:
    print(e)
try:
    property().__get__(3)
except AttributeError as e:
    print(e)
