class A:
    __module__ = 'somewhere'
print(A, A.__module__, A().__module__)
