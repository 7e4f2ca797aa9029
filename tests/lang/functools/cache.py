from functools import cache
@cache
def f(a, b=2):
    return a + b
print(f(1), f(1), f(1, 2), f(1, b=2), f.cache_info())
f.extra = "attr"
print(f.extra, f.__wrapped__.__name__)
