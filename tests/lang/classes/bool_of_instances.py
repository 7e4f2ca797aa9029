class A: pass
class B:
    def __len__(self): return 0
class C:
    def __bool__(self): return False
    def __len__(self): return 1
print(bool(A()), bool(B()), bool(C()), not B(), 'yes' if C() else 'no')
class D:
    def __bool__(self): return 1
try:
    bool(D())
except TypeError as e:
    print(e)
