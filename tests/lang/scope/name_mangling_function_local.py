class C:
    def f(self, __p):
        __q = __p + 1
        g = lambda __r: __r + __q
        return sorted(locals()), g(1)
print(C().f(1))
