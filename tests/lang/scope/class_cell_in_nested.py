class A:
    def f(self):
        def g():
            return __class__
        return g(), __class__
print(A().f() == (A, A))
