from functools import lru_cache
@lru_cache
def a(x):
    return x
@lru_cache()
def b(x):
    return x
@lru_cache(None)
def c(x):
    return x
@lru_cache(0)
def d(x):
    return x
@lru_cache(-5)
def e(x):
    return x
for f in (a, b, c, d, e):
    f(1)
    f(1)
    print(f.cache_info(), f.cache_parameters())
for bad in (lambda: lru_cache("a"), lambda: lru_cache(1.5), lambda: lru_cache(maxsize=5)(6)):
    try:
        bad()
    except TypeError as err:
        print(err)
