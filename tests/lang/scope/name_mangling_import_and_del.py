class C:
    def f(self):
        import math as __m
        r = __m.pi > 3
        del __m
        try:
            __m
        except NameError as e:
            return r, str(e)
print(C().f())
