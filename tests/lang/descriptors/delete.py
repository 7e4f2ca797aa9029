class D:
    def __get__(self, o, t): return 'got'
    def __delete__(self, o): print('deleted')
class A:
    d = D()
a = A()
del a.d
try:
    a.d = 1
except AttributeError as e:
    print(e)
print(a.d)
