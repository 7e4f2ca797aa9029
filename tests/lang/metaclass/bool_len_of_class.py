class M(type):
    def __bool__(cls): return False
class A(metaclass=M): pass
print(bool(A), bool(A()), A or 'falsy')
