class D:
    def __get__(self, o, t): return 'got'
class A: pass
a = A()
a.d = D()
print(type(a.d).__name__)
A.d2 = D()
print(a.d2)
