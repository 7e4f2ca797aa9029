class A:
    def f(self): return 'class'
a = A()
a.f = lambda: 'instance'
print(a.f(), A.f(a))
del a.f
print(a.f())
