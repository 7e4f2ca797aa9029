class A: pass
def put(o, v): o.x = v
a, b = A(), A()
for o in (a, b, a): put(o, 1)
def setter(self, v): self.__dict__['x'] = v * 10
A.x = property(lambda self: self.__dict__['x'], setter)
put(a, 5)
print(a.x, b.x)
del A.x
put(a, 6)
print(a.x)
A.__setattr__ = lambda self, n, v: object.__setattr__(self, n, v + 100)
put(a, 1)
print(a.x)
