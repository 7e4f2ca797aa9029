class A:
    n = 1
    @classmethod
    def make(cls, *args):
        return cls.__name__, cls.n, args
class B(A): n = 2
print(A.make(1), B.make(), B().make(2))
print(A.make.__self__ is A, A.make.__name__, A.make.__func__.__name__, A.make == A.make)
print(type(A.__dict__['make']).__name__, A.__dict__['make'].__func__ is A.make.__func__)
