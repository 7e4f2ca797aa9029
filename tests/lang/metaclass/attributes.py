class M(type):
    x = 'M.x'
    def m(cls): return 'M.m ' + cls.__name__
    @property
    def p(cls): return 'M.p ' + cls.__name__
class A(metaclass=M):
    y = 'A.y'
a = A()
print(A.x, A.m(), A.p, A.y)
for n in ('x', 'm', 'p'):
    print(hasattr(a, n), end=' ')
print()
try:
    A.p = 3
except AttributeError as e:
    print(e)
A.x = 'A own'
print(A.x, M.x)
