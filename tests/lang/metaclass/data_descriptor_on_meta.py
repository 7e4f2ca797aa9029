class D:
    def __get__(self, o, t): return ('meta data', o.__name__ if o else None)
    def __set__(self, o, v): print('meta set', o.__name__, v)
class M(type):
    d = D()
class A(metaclass=M):
    pass
print(A.d)
A.d = 5
print('d' in A.__dict__)
