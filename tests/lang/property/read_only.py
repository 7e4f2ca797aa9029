class A:
    @property
    def x(self): return 1
a = A()
print(a.x)
try:
    a.x = 2
except AttributeError as e:
    print(e)
try:
    del a.x
except AttributeError as e:
    print(e)
a.__dict__['x'] = 9
print(a.x)
