class Data:
    def __get__(self, o, t): return ('data', o is None, t.__name__)
    def __set__(self, o, v): o.__dict__['d'] = v
class NonData:
    def __get__(self, o, t): return ('nondata', o is None)
class A:
    d = Data()
    n = NonData()
a = A()
print(a.d, A.d, a.n, A.n)
a.d = 5
a.n = 6
print(a.d, a.n, a.__dict__)
del a.n
print(a.n)
