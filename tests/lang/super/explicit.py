class A:
    def f(self): return 'A'
class B(A):
    def f(self): return 'B'
class C(B):
    def f(self): return 'C'
c = C()
print(super(C, c).f(), super(B, c).f(), super(B, C).f(c), super(C, C).f is B.f)
try:
    super(A, c).f
except AttributeError as e:
    print(e)
print(super(C, c).__self__ is c, super(C, c).__thisclass__, super(C, c).__self_class__)
print(super(C), super(C, c))
