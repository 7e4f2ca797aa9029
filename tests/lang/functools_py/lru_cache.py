from functools import cache, lru_cache

@lru_cache(maxsize=2)
def f(x, y=0):
    """doc"""
    print("computing", x, y)
    return x + y

print(f(1), f(1), f(2), f(3), f(1), f.cache_info(), f.cache_parameters(), f.__name__, f.__wrapped__(5))
f.cache_clear()
print(f.cache_info())

@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

print(fib(80), fib.cache_info().hits, fib.cache_parameters())

@lru_cache(typed=True)
def g(x):
    return type(x).__name__

print(g(1), g(1.0), g.cache_info().misses)
try:
    f([1])
except TypeError as error:
    print(error)
