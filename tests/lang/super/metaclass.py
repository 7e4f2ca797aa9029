class M(type):
    def __new__(m, name, bases, ns, **kw):
        print('new', name)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print('call', cls.__name__)
        return super().__call__(*a)
class A(metaclass=M, k=1):
    def __init__(self, x): self.x = x
print(A(5).x)
