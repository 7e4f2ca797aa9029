class C:
    def m(self): return 1
c = C()
b = c.m
print(b(), b.__self__ is c, b.__func__ is C.m, b.__name__)
