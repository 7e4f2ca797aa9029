class M(type):
    def __new__(m, n, b, ns, **kw):
        print('new', kw)
        return super().__new__(m, n, b, ns)
    def __init__(c, n, b, ns, **kw):
        print('init', kw)
class A(metaclass=M, a=1, d=2): pass
try:
    class B(metaclass=type, q=1): pass
except TypeError as e:
    print(e)
try:
    class C(A, z=1): pass
finally:
    print('done')
