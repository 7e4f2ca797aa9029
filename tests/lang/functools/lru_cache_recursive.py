from functools import lru_cache
@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
@lru_cache(maxsize=3)
def tri(n):
    return n and n + tri(n - 1)
print(tri(10), tri.cache_info())
