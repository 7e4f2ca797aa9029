from functools import lru_cache
log = []
@lru_cache(maxsize=3)
def f(x):
    log.append(x)
    return x
for x in (1, 2, 3, 1, 4, 2, 3, 1, 4, 4, 3):
    f(x)
print(log, f.cache_info())
