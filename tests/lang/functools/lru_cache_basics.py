from functools import lru_cache
calls = []
@lru_cache(maxsize=2)
def f(x):
    calls.append(x)
    return x * 2
print(f(1), f(2), f(1), f(3), f(2), f(1), calls)
print(f.cache_info(), f.cache_parameters())
f.cache_clear()
print(f.cache_info(), f(1), f.__name__, f.__wrapped__(5), calls[-2:])
