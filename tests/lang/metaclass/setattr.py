class M(type):
    def __setattr__(cls, n, v):
        print('set', cls.__name__, n)
        super().__setattr__(n, v)
    def __delattr__(cls, n):
        print('del', n)
        super().__delattr__(n)
class A(metaclass=M):
    x = 1
A.y = 2
print(A.y, A().y)
del A.y
print(hasattr(A, 'y'))
