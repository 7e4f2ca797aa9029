class A:
    x = 1
    def __getattribute__(self, name):
        if name == 'magic': return 'M'
        return object.__getattribute__(self, name)
    def m(self): return 'm'
a = A()
print(a.magic, a.x, a.m())
try:
    a.nope
except AttributeError as e:
    print(e)
class B(A):
    def __getattr__(self, name): return 'getattr ' + name
b = B()
print(b.magic, b.x, b.nope)
