def show(x):
    print(x, end=' ')
    return x
class A: pass
class M(type):
    def __new__(m, n, b, d, **k):
        print(k, end=' ')
        return super().__new__(m, n, b, d)
    def __init__(self, *a, **k): pass
class C(show(A), metaclass=show(M), k=show(1)): print('body', end=' ')
print(C.__mro__)
