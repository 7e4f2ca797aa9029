class A:
    def f(self): return 1
a, b = A(), A()
print(a.f == a.f, a.f is a.f, a.f == b.f, a.f.__func__ is b.f.__func__, a.f.__self__ is a)
print(a.f.__name__, a.f.__qualname__, A.f.__qualname__)
