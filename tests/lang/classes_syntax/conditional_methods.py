class C:
    if 1 < 2:
        def f(self): return 'first'
    else:
        def f(self): return 'second'
    g = f
print(C().f(), C().g(), C.g.__name__)
