class M:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print(t.__name__, v, tb is not None)
try:
    with M():
        1 / 0
except ZeroDivisionError:
    print('passed')
