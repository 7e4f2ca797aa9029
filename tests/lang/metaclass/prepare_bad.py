class M(type):
    @classmethod
    def __prepare__(mcs, name, bases): return 5
try:
    class A(metaclass=M): pass
except TypeError as e:
    print(e)
