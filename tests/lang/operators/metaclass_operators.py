class M(type):
    def __add__(cls, o): return cls.__name__ + '+' + getattr(o, '__name__', str(o))
    def __radd__(cls, o): return str(o) + '+' + cls.__name__
    def __len__(cls): return 5
    def __getitem__(cls, k): return (cls.__name__, k)
    def __contains__(cls, k): return k == 1
    def __iter__(cls): return iter('xyz')
    def __or__(cls, o): return 'or'
    def __lt__(cls, o): return cls.__name__ < o.__name__
class A(metaclass=M): pass
class B(metaclass=M): pass
print(A + B, A + 1, 1 + A, len(A), A['k'], 1 in A, 2 in A, list(A), A | int, A < B, sorted([B, A])[0] is A)
