class A:
    @classmethod
    def make(cls): return 'A.make', cls.__name__
    def __init_subclass__(cls, **k): print('sub', cls.__name__, k)
class B(A, tag=1):
    @classmethod
    def make(cls): return 'B', super().make()
print(B.make())
