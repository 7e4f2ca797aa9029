class M:
    def __enter__(self): return 5
    def __exit__(self, t, v, tb): print('exit', t.__name__)
try:
    with M() as (a, b):
        print('body')
except TypeError as e:
    print(e)
