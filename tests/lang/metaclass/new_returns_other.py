class M(type):
    def __new__(m, n, b, ns):
        return 'not a class'
class A(metaclass=M): pass
print(A)
