class A:
    def f(self): return 'A'
class B(A):
    def f(self): return 'B' + self.__sup.f()
B._B__sup = super(B)
print(B().f())
