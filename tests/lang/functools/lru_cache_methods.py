from functools import lru_cache
class C:
    def __init__(self, v):
        self.v = v
    @lru_cache(maxsize=8)
    def get(self, k):
        """doc of get"""
        return self.v, k
    @staticmethod
    @lru_cache
    def s(x):
        return x + 1
a, b = C(1), C(2)
print(a.get(5), b.get(5), a.get(5), C.get.cache_info(), C.s(1), a.s(1), C.s.cache_info())
print(C.get.__doc__, C.get.__name__, C.get.__qualname__)
