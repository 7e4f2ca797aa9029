class A:
    def __format__(self, spec): return 'fmt(' + spec + ')'
    def __bytes__(self): return b'by'
print(f'{A()} {A():>10}', format(A()), format(A(), 'x'), '{:q}'.format(A()), bytes(A()))
class B: pass
try:
    format(B(), 'x')
except TypeError as e:
    print(e)
class C:
    def __str__(self): return 'c'
print(f'{C()}', format(C(), ''), '{}'.format(C()))
class D:
    def __format__(self, spec): return 5
try:
    format(D())
except TypeError as e:
    print(e)
