class A:
    def area(self): return 1
class B(A):
    def area(self): return 2
class C:
    def area(self): return 3
class D(A): pass
print([o.area() for o in [A(), B(), C(), D()] * 3])
