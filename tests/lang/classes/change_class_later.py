class A:
    def f(self): return 1
a = A()
print(a.f())
def g(self): return 2
A.f = g
print(a.f())
A.h = lambda self, n: n * 2
print(a.h(4))
del A.h
print(hasattr(a, 'h'))
