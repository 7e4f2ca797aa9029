class A:
    def __bool__(self): return False
class B(A):
    def __len__(self): return 5
print(bool(B()), bool(A()), [x for x in (A(), B(), 1) if x] , A() or 'or', isinstance(A() and 'and', A))
class C(int):
    def __bool__(self): return True
print(bool(C(0)), bool(C(1)))
