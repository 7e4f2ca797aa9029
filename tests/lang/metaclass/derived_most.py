class M(type): pass
class N(M): pass
class A(metaclass=M): pass
class B(metaclass=N): pass
class C(A, B): pass
print(type(C).__name__)
print(type(type('D', (B, A), {})).__name__)
