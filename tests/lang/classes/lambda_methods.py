class A:
    double = lambda self, x: x * 2
print(A().double(4), A.double.__name__, A.double.__qualname__)
