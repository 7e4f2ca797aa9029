class M(type):
    def __getattribute__(cls, n):
        if n == 'secret': return 'found'
        return super().__getattribute__(n)
class A(metaclass=M):
    x = 1
print(A.secret, A.x, hasattr(A(), 'secret'))
