from functools import lru_cache
n = 0
@lru_cache
def f(x):
    global n
    n += 1
    if n < 3:
        raise ValueError(n)
    return n
for _ in range(4):
    try:
        print(f(0))
    except ValueError as e:
        print("raised", e)
print(f.cache_info())
