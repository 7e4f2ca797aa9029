class A:
    def __lt__(self, o): return 'A.lt'
    def __eq__(self, o): return 'A.eq'
class B(A):
    def __gt__(self, o): return 'B.gt'
    def __eq__(self, o): return 'B.eq'
print(A() < B(), A() == B(), B() == A(), B() > A(), A() < A(), B() < A())
