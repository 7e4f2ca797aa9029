class M(type):
    def __init__(cls, name, bases, ns):
        cls.order = [k for k in ns if not k.startswith('__')]
class A(metaclass=M):
    z = 1
    a = 2
    def m(self): pass
print(A.order, 'order' in A.__dict__)
