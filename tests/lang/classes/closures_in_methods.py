def make(n):
    class A:
        def get(self): return n
        def inc(self):
            nonlocal n
            n += 1
    return A
A = make(5)
a, b = A(), A()
a.inc()
print(a.get(), b.get())
