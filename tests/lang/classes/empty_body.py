class A:
    pass

a = A()
a.b = 1
print(a.b, A.__name__, A.__qualname__, A.__module__, A.__doc__)
print(A.__bases__, A.__mro__)
