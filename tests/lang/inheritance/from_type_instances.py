class Meta(type):
    def describe(cls): return 'class ' + cls.__name__
class A(metaclass=Meta): pass
class B(A): pass
print(A.describe(), B.describe(), type(B).__name__, isinstance(B, Meta), isinstance(B, type))
