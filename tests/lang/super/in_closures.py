class A:
    def f(self): return [1]
class B(A):
    def f(self):
        def inner(me):
            return super(B, me).f()
        return inner(self) + [super().f() for _ in range(0)] + [x for x in super().f()]
    def g(self):
        return (lambda: __class__)()
print(B().f(), B().g())
