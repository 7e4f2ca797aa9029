class M(type):
    def __new__(mcs, name, bases, ns):
        ns['added'] = name.lower()
        return super().__new__(mcs, name, bases, ns)
class A(metaclass=M): pass
class B(A): pass
print(A.added, B.added, type(A), type(B), M.__mro__)
