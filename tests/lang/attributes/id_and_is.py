class A: pass
a, b = A(), A()
print(id(a) == id(a), id(a) == id(b), a is a, a is b, id(A) == id(A), isinstance(id(a), int), id(a) > 0, id(None) == id(None), id(5) == id(5))
print(len({id(A()) for _ in range(3)}) >= 1, len({id(x) for x in [A() for _ in range(50)]}))
