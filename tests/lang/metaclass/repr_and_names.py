class M(type):
    def __repr__(cls): return f'<M {cls.__name__}>'
    def __str__(cls): return 'str of ' + cls.__name__
class A(metaclass=M): pass
print(A, repr(A), [A], f'{A!r}', type(A()), str(type(A())))
