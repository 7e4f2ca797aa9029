class A:
    def __repr__(self): return 'A()'
print(A(), str(A()), repr(A()), [A()], {'k': A()}, (A(),))
class B(A):
    def __str__(self): return 'b'
print(B(), str(B()), repr(B()), [B()], f'{B()} {B()!r}')
