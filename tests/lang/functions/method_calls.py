class C:
    def m(self, a, b=2, *c, k=5):
        return a, b, c, k
    @staticmethod
    def s(*a): return a
    @classmethod
    def c(cls, x): return cls.__name__, x
    attr = lambda *a: len(a)
c = C()
print(c.m(1), c.m(1, 3, 4, k=6), c.m(*[1], **{'b': 9}), c.s(1), C.s(2), c.c(3), C.c(4), c.attr(1), C.attr(1))
c.attr = lambda *a: ('instance', a)
print(c.attr(1))
