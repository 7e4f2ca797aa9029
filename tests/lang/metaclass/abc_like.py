class ABCLike(type):
    def __new__(m, n, b, ns):
        cls = super().__new__(m, n, b, ns)
        names = {k for k, v in ns.items() if getattr(v, '__isabstractmethod__', False)}
        for base in b:
            for k in getattr(base, '__abstractmethods__', ()):
                if getattr(getattr(cls, k, None), '__isabstractmethod__', False): names.add(k)
        cls.__abstractmethods__ = frozenset(names)
        return cls
def abstract(f):
    f.__isabstractmethod__ = True
    return f
class A(metaclass=ABCLike):
    @abstract
    def f(self): pass
    @property
    @abstract
    def p(self): pass
class B(A):
    def f(self): return 1
class C(B):
    p = 5
for cls in (A, B, C):
    try:
        print(cls().f())
    except TypeError as e:
        print(e)
