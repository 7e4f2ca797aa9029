class M:
    def __enter__(self): return self
    def __exit__(self, *a): raise KeyError('from exit')
try:
    with M():
        1 / 0
except KeyError as e:
    print(e, repr(e.__context__))
try:
    with M():
        pass
except KeyError as e:
    print(e, e.__context__)
