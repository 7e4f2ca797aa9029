from functools import lru_cache
@lru_cache(maxsize=None)
def f(*a, **k):
    return len(a), len(k)
f(1), f(1.0), f(True), f("1"), f(1, 2), f((1, 2)), f(x=1), f(x=1, y=2), f(y=2, x=1), f()
print(f.cache_info())
@lru_cache(typed=True)
def g(x):
    return type(x).__name__
print(g(1), g(1.0), g(True), g.cache_info())
try:
    f([])
except TypeError as e:
    print(e)
