class A:
    @staticmethod
    def __len__(): return 4
    @classmethod
    def __getitem__(cls, k): return cls.__name__, k
    __call__ = staticmethod(lambda *a: a)
    __repr__ = lambda self: 'r'
print(len(A()), A()[3], A()(1, 2), A())
