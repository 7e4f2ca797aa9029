class M(type):
    def __instancecheck__(cls, obj): return obj == 'magic'
    def __subclasscheck__(cls, sub): return sub is int
class A(metaclass=M): pass
print(isinstance('magic', A), isinstance('other', A), isinstance(A(), A), issubclass(int, A), issubclass(str, A), isinstance(3, (str, A)), type.__instancecheck__(A, A()))
