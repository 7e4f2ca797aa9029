class A: pass
a = A()
a.x = 'instance'
def get(): return a.x
print(get(), get())
A.x = property(lambda self: 'property')
print(get())
del A.x
print(get())
class D:
    def __get__(self, o, t): return 'nondata'
A.x = D()
print(get())
del a.x
print(get())
