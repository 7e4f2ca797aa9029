from functools import lru_cache
@lru_cache(maxsize=4)
def f(a, *args, b=1, **kw):
    return (a, args, b, tuple(sorted(kw.items())))
print(f(1), f(1, b=1), f(1, 2, 3, c=4), f(a=1), f.cache_info().currsize)
for bad in (lambda: f([]), lambda: f(1, x={})):
    try:
        bad()
    except TypeError as e:
        print(e)
print(f.cache_info().hits, f.cache_info().misses)
