class A:
    class B:
        class C:
            def f(self): return type(self).__qualname__
    b = B
print(A.B.C().f(), A.b is A.B)
