class M(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print('prepare', name, bases, kw)
        return {'given': 1}
    def __new__(mcs, name, bases, ns, **kw): return super().__new__(mcs, name, bases, dict(ns))
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
class A(metaclass=M, opt=2):
    x = given + 1
print(A.x, A.given)
