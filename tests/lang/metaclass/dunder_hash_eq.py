class M(type):
    def __eq__(cls, o): return True
    def __hash__(cls): return 7
class A(metaclass=M): pass
class B(metaclass=M): pass
print(A == B, hash(A), len({A, B}), A is B, isinstance(A(), A))
