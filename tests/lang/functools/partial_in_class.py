from functools import partial
class C:
    def m(self, a, b):
        return self, a, b
    p = partial(m, None, 1)
    def bound(self):
        return partial(self.m, 1)
c = C()
print(c.p(2), c.bound()(2)[1:])
