class U:
    def __neg__(self): return 'neg'
    def __pos__(self): return 'pos'
    def __invert__(self): return 'invert'
    def __abs__(self): return 'abs'
print(-U(), +U(), ~U(), abs(U()))
for f in [lambda: -object(), lambda: +object(), lambda: ~object(), lambda: abs(object()), lambda: -'a', lambda: ~1.5]:
    try:
        f()
    except TypeError as e:
        print(e)
