class U:
    def __neg__(self): return 'neg'
    def __pos__(self): return 'pos'
    def __invert__(self): return 'inv'
u = U()
print(-u, +u, ~u, not u, - - 5, ~~5, -~5, not not 5)
for f in (lambda: -'a', lambda: ~1.5, lambda: +[]):
    try: f()
    except TypeError as e: print(e)
